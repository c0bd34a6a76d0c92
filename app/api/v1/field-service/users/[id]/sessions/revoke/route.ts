import { requireUser } from "@/lib/auth/require-user";
import { revokeAllSessions } from "@/lib/auth/sessions";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "sessions:revoke", params: idParams },
    async ({ identity, params: { id }, now }) => {
      requireUser(identity, "sessions:revoke", id);
      return { sessions_ended: await revokeAllSessions(identity.tenantId, id, now) };
    },
  ),
});
