import { readTenant } from "@/lib/db/transaction";
import { jobWithEta } from "@/lib/dispatch/queries/job-with-eta";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { editJob } from "@/lib/jobs/commands/edit-job";
import { jobChange } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "jobs:read", params: idParams }, ({ identity, params: { id }, now }) =>
    readTenant(identity.tenantId, (tx) => jobWithEta(tx, identity, "jobs:read", id, now)),
  ),
  PATCH: handle(
    { permission: "jobs:write", params: idParams, body: jobChange },
    ({ identity, params: { id }, body, now }) => editJob(identity, id, body, now),
  ),
});
