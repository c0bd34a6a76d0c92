import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { endShift } from "@/lib/shifts/commands/end-shift";
import { requireVisible } from "@/lib/technicians/require-visible";
import { shiftMoment } from "@/lib/technicians/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle(
    { permission: "shifts:write", params: idParams, body: shiftMoment },
    async ({ identity, params: { id }, body, now }) => {
      requireVisible(identity, "shifts:write", id);
      return endShift(identity.tenantId, id, body.at, now);
    },
  ),
});
