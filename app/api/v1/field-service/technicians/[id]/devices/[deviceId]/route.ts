import { handle, route } from "@/lib/http/handle";
import { requireVisible } from "@/lib/technicians/require-visible";
import { changeDevice } from "@/lib/tracking/commands/change-device";
import { revokeDevice } from "@/lib/tracking/commands/revoke-device";
import { deviceChange, deviceParams } from "@/lib/tracking/trackers/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  PATCH: handle(
    { permission: "devices:write", params: deviceParams, body: deviceChange },
    async ({ identity, params: { id, deviceId }, body }) => {
      requireVisible(identity, "devices:write", id);
      await changeDevice(identity.tenantId, id, deviceId, body);
    },
  ),
  DELETE: handle(
    { permission: "devices:write", params: deviceParams },
    async ({ identity, params: { id, deviceId }, now }) => {
      requireVisible(identity, "devices:write", id);
      await revokeDevice(identity.tenantId, id, deviceId, now);
    },
  ),
});
