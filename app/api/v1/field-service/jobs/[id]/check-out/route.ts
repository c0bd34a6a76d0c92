import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { checkOut } from "@/lib/jobs/commands/check-out";
import { onSiteInput } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "jobs:work", params: idParams, body: onSiteInput },
    ({ identity, params: { id }, body, now }) => checkOut(identity, id, body, now),
  ),
});
