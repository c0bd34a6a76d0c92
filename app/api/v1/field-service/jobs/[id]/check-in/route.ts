import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { checkIn } from "@/lib/jobs/commands/check-in";
import { onSiteInput } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "jobs:work", params: idParams, body: onSiteInput },
    ({ identity, params: { id }, body, now }) => checkIn(identity, id, body, now),
  ),
});
