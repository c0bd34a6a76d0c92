import { readTenant } from "@/lib/db/transaction";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { editJob } from "@/lib/jobs/commands/edit-job";
import { jobChange } from "@/lib/jobs/schema";
import { visibleJob } from "@/lib/jobs/visible-job";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "jobs:read", params: idParams }, ({ identity, params: { id } }) =>
    readTenant(identity.tenantId, (tx) => visibleJob(tx, identity, "jobs:read", id)),
  ),
  PATCH: handle(
    { permission: "jobs:write", params: idParams, body: jobChange },
    ({ identity, params: { id }, body, now }) => editJob(identity, id, body, now),
  ),
});
