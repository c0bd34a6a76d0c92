import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { visitsOfTechnician } from "@/lib/geofence/queries";
import { visitWire } from "@/lib/geofence/visit-wire";
import { decodeCursor, idParams, page } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { timeSpan } from "@/lib/technicians/schema";

const key = z.tuple([z.number(), z.uuid()]);

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "technicians:read", params: idParams, query: timeSpan },
    async ({ identity, params: { id }, query: { from, to, limit, cursor }, now }) => {
      requireVisible(identity, "technicians:read", id);
      const last = cursor === undefined ? undefined : decodeCursor(cursor, key);
      const after = last ? { arrivedAt: new Date(last[0]), id: last[1] } : undefined;
      const rows = await readTenant(identity.tenantId, async (tx) => {
        if (!(await technicianExists(tx, identity.tenantId, id))) {
          throw new AppError("not_found", "There is no such technician.");
        }
        return visitsOfTechnician(tx, identity.tenantId, id, { from, to, after }, limit + 1);
      });
      return page(
        rows,
        limit,
        (row) => visitWire(row, now.getTime()),
        (row) => [row.arrivedAt.getTime(), row.id],
      );
    },
  ),
});
