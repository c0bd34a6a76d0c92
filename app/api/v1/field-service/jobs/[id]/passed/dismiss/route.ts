import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { dismissPassed } from "@/lib/jobs/commands/answer-passed";
import { passedInput } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "jobs:work", params: idParams, body: passedInput },
    ({ identity, params: { id }, body, now }) => dismissPassed(identity, id, body.decision_id, now),
  ),
});
