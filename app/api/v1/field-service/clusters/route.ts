import { readTenant } from "@/lib/db/transaction";
import { clusterWires } from "@/lib/dispatch/queries/clusters";
import { handle, route } from "@/lib/http/handle";

/** Where more technicians are together than expected (GEO-9). */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "events:read" }, ({ identity, now }) =>
    readTenant(identity.tenantId, async (tx) => ({
      items: await clusterWires(tx, identity.tenantId),
      server_time: now.toISOString(),
    })),
  ),
});
