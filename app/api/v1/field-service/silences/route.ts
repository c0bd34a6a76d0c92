import { onlyTechnician } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { handle, route } from "@/lib/http/handle";
import { silenceWires } from "@/lib/tracking/queries/silences";

/** Who on shift is silent and why, as far as the caller may see technicians (LOC-13). */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "technicians:read" }, ({ identity, now }) =>
    readTenant(identity.tenantId, async (tx) => ({
      items: await silenceWires(tx, identity.tenantId, onlyTechnician(identity, "technicians:read")),
      server_time: now.toISOString(),
    })),
  ),
});
