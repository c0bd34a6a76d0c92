import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { commaList, decodeCursor, idParams, page } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { timeSpan } from "@/lib/technicians/schema";
import { tripsOf, tripUnderWay } from "@/lib/tracking/queries/trips";
import { tripWire } from "@/lib/tracking/trip-wire";
import { tripStatuses } from "@/lib/tracking/types";

const key = z.tuple([z.number(), z.uuid()]);
const query = timeSpan.safeExtend({ status: commaList(tripStatuses).default(["started", "completed"]) });

/** Trips of one technician, oldest first (LOC-9). */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "locations:read", params: idParams, query },
    async ({ identity, params: { id }, query: { from, to, status: statuses, limit, cursor } }) => {
      requireVisible(identity, "locations:read", id);
      const last = cursor === undefined ? undefined : decodeCursor(cursor, key);
      const after = last ? { startedAt: new Date(last[0]), id: last[1] } : undefined;
      const { rows, underWay } = await readTenant(identity.tenantId, async (tx) => {
        if (!(await technicianExists(tx, identity.tenantId, id))) {
          throw new AppError("not_found", "There is no such technician.");
        }
        return {
          rows: await tripsOf(tx, identity.tenantId, id, { from, to, statuses, after }, limit + 1),
          underWay: await tripUnderWay(tx, identity.tenantId, id),
        };
      });
      return page(
        rows,
        limit,
        (row) => tripWire(row, underWay),
        (row) => [row.startedAt.getTime(), row.id],
      );
    },
  ),
});
