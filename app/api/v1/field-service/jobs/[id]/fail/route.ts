import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { finishJob } from "@/lib/jobs/commands/finish-job";
import { moveInput } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "jobs:work", params: idParams, body: moveInput },
    ({ identity, params: { id }, body, now }) => finishJob(identity, id, "fail", body, now),
  ),
});
