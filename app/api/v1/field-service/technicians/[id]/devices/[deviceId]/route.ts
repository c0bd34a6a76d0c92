import { handle, route } from "@/lib/http/handle";
import { requireVisible } from "@/lib/technicians/require-visible";
import { revokeDevice } from "@/lib/tracking/commands/revoke-device";
import { deviceParams } from "@/lib/tracking/trackers/schema";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  DELETE: handle(
    { permission: "devices:write", params: deviceParams },
    async ({ identity, params: { id, deviceId }, now }) => {
      requireVisible(identity, "devices:write", id);
      await revokeDevice(identity.tenantId, id, deviceId, now);
    },
  ),
});
