import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { undoAutomatic } from "@/lib/jobs/commands/undo-automatic";
import { undoInput } from "@/lib/jobs/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "jobs:work", params: idParams, body: undoInput },
    ({ identity, params: { id }, body, now }) => undoAutomatic(identity, id, body, now),
  ),
});
