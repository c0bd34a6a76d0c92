import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { decodeCursor, idParams, page } from "@/lib/http/fields";
import { handle, Reply, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { addDevice } from "@/lib/tracking/commands/add-device";
import { deviceWire } from "@/lib/tracking/device-wire";
import { deviceCursor, readDevices } from "@/lib/tracking/queries/devices";
import { deviceList, newDevice } from "@/lib/tracking/trackers/schema";

/** Tracker devices of one technician, newest first (LOC-5). */
const get = handle(
  { permission: "devices:read", params: idParams, query: deviceList },
  async ({ identity, params: { id }, query: { limit, cursor } }) => {
    requireVisible(identity, "devices:read", id);
    const after = cursor === undefined ? null : decodeCursor(cursor, deviceCursor);
    const rows = await readTenant(identity.tenantId, async (tx) => {
      if (!(await technicianExists(tx, identity.tenantId, id))) {
        throw new AppError("not_found", "There is no such technician.");
      }
      return readDevices(tx, identity.tenantId, id, { after, limit: limit + 1 });
    });
    return page(rows, limit, deviceWire, ({ device }) => [device.createdAt.toISOString(), device.id]);
  },
);

const post = handle(
  { permission: "devices:write", params: idParams, body: newDevice },
  async ({ identity, params: { id }, body, now }) => {
    requireVisible(identity, "devices:write", id);
    return new Reply(201, await addDevice(identity, id, body, now));
  },
);

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get, POST: post });
