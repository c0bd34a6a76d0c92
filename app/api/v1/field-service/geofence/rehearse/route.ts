import { reach } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { handle, route } from "@/lib/http/handle";
import { rehearseFence } from "@/lib/tracking/queries/rehearse-fence";
import { rehearsalWire } from "@/lib/tracking/rehearsal/rehearsal-wire";
import { fenceRehearsal } from "@/lib/tracking/rehearsal/schema";

/** What another fence would have found (GEO-12). A POST for its body; it changes nothing. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle({ permission: "decisions:read", body: fenceRehearsal }, async ({ identity, body, now }) => {
    if (reach(identity, "decisions:read") !== "all") {
      throw new AppError("forbidden", "Only the office may rehearse a fence.");
    }
    return rehearsalWire(await rehearseFence(identity.tenantId, body, now.getTime()), now.getTime());
  }),
});
