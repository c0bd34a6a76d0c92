import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { changePace } from "@/lib/jobs/commands/change-pace";
import { moveInput } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "jobs:work", params: idParams, body: moveInput },
    ({ identity, params: { id }, body, now }) => changePace(identity, id, "start_travel", body, now),
  ),
});
