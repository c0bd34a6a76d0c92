import { onlyTechnician } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { arrivalWires } from "@/lib/dispatch/queries/arrivals";
import { handle, route } from "@/lib/http/handle";

/** When technicians reach their next jobs, as far as the caller may see jobs (GEO-8). */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "jobs:read" }, ({ identity, now }) =>
    readTenant(identity.tenantId, async (tx) => ({
      items: await arrivalWires(tx, identity.tenantId, onlyTechnician(identity, "jobs:read")),
      server_time: now.toISOString(),
    })),
  ),
});
