import { handle, route } from "@/lib/http/handle";
import { assignJob } from "@/lib/jobs/commands/assign-job";
import { assignParams, moveInput } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "jobs:dispatch", params: assignParams, body: moveInput },
    ({ identity, params: { id, technicianId }, body, now }) =>
      assignJob(identity, id, technicianId, body, now),
  ),
});
