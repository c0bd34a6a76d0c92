import { revokeApiToken } from "@/lib/auth/api-tokens";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  DELETE: handle({ permission: "tokens:manage", params: idParams }, ({ identity, params: { id }, now }) =>
    revokeApiToken(identity.tenantId, id, now),
  ),
});
