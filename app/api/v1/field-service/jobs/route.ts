import { z } from "zod";
import { onlyTechnician } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { decodeCursor, page } from "@/lib/http/fields";
import { handle, Reply, route } from "@/lib/http/handle";
import { createJob } from "@/lib/jobs/commands/create-job";
import { listJobs } from "@/lib/jobs/queries";
import { jobList, newJob } from "@/lib/jobs/schema";
import { technicianExists } from "@/lib/technicians/queries";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "jobs:read", query: jobList }, async ({ identity, query }) => {
    const { limit, cursor, technician_id, status, q, from, to } = query;
    const beforeNumber = cursor === undefined ? undefined : decodeCursor(cursor, z.tuple([z.int32()]))[0];
    const own = onlyTechnician(identity, "jobs:read");
    if (own !== null && technician_id !== undefined && technician_id !== own) {
      throw new AppError("not_found", "There is no such technician.", { field: "technician_id" });
    }
    const technicianId = own ?? technician_id;
    const rows = await readTenant(identity.tenantId, async (tx) => {
      if (technicianId !== undefined && !(await technicianExists(tx, identity.tenantId, technicianId))) {
        throw new AppError("not_found", "There is no such technician.", { field: "technician_id" });
      }
      return listJobs(tx, identity.tenantId, { technicianId, status, q, from, to, beforeNumber }, limit + 1);
    });
    return page(
      rows,
      limit,
      (row) => row,
      (row) => [row.number],
    );
  }),
  POST: handle({ permission: "jobs:write", body: newJob }, async ({ identity, body, now }) => {
    return new Reply(201, await createJob(identity, body, now));
  }),
});
