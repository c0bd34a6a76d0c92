import { z } from "zod";
import { reach } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { decodeCursor, limit, page, uuid } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { QUARANTINE_KEPT_MS } from "@/lib/tracking/quarantine-kept";
import { quarantineWire } from "@/lib/tracking/quarantine-wire";
import { deviceExists, quarantineCursor, readQuarantine } from "@/lib/tracking/queries/quarantine";

const query = z.object({
  technician_id: uuid.optional(),
  device_id: uuid.optional(),
  limit: limit(100, 20),
  cursor: z.string().max(200).optional(),
});

/** What tracker devices sent in the last 7 days and nobody could use, newest first (LOC-7). For the office only. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "devices:read", query },
    async ({ identity, query: { technician_id, device_id, limit, cursor }, now }) => {
      if (reach(identity, "devices:read") !== "all") {
        throw new AppError("forbidden", "Only the office may see what could not be used.");
      }
      const { tenantId } = identity;
      const filter = {
        technicianId: technician_id,
        deviceId: device_id,
        since: new Date(now.getTime() - QUARANTINE_KEPT_MS),
        after: cursor === undefined ? null : decodeCursor(cursor, quarantineCursor),
        limit: limit + 1,
      };
      const rows = await readTenant(tenantId, async (tx) => {
        if (technician_id && !(await technicianExists(tx, tenantId, technician_id))) {
          throw new AppError("not_found", "There is no such technician.", { field: "technician_id" });
        }
        if (device_id && !(await deviceExists(tx, tenantId, device_id))) {
          throw new AppError("not_found", "There is no such device.", { field: "device_id" });
        }
        return readQuarantine(tx, tenantId, filter);
      });
      return page(rows, limit, quarantineWire, (row) => [row.receivedAt.toISOString(), row.id]);
    },
  ),
});
