import { createApiToken, listApiTokens } from "@/lib/auth/api-tokens";
import { newApiToken } from "@/lib/auth/schema";
import { handle, Reply, route } from "@/lib/http/handle";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "tokens:manage" }, async ({ identity }) => {
    return { items: await listApiTokens(identity.tenantId), next_cursor: null };
  }),
  POST: handle({ permission: "tokens:manage", body: newApiToken }, async ({ identity, body, now }) => {
    return new Reply(201, await createApiToken(identity, body, now));
  }),
});
