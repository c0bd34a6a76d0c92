import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { declineArrival } from "@/lib/jobs/commands/answer-arrival";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle({ permission: "jobs:work", params: idParams }, ({ identity, params: { id }, now }) =>
    declineArrival(identity, id, now),
  ),
});
