import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { listJobs } from "@/lib/jobs/queries";
import { openStatuses } from "@/lib/jobs/transitions";
import { availability } from "@/lib/technicians/availability";
import { technicianWires } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { availabilitySpan } from "@/lib/technicians/schema";

const DAY_MS = 86_400_000;
const MAX_JOBS = 200;

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "technicians:read", params: idParams, query: availabilitySpan },
    async ({ identity, params: { id }, query, now }) => {
      requireVisible(identity, "technicians:read", id);
      const from = query.from ?? now;
      const to = query.to ?? new Date(from.getTime() + DAY_MS);
      return readTenant(identity.tenantId, async (tx) => {
        const technician = (await technicianWires(tx, identity.tenantId, [id])).get(id);
        if (!technician) throw new AppError("not_found", "There is no such technician.");
        const filter = { technicianId: id, status: openStatuses, from, to };
        return availability(technician, await listJobs(tx, identity.tenantId, filter, MAX_JOBS));
      });
    },
  ),
});
