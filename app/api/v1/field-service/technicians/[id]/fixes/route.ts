import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { decodeCursor, idParams, limit, moment, page } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { type FixCursor, fixCursor, fixWire, readFixes } from "@/lib/tracking/queries/history";

const query = z.object({
  from: moment.optional(),
  to: moment.optional(),
  limit: limit(5000, 1000),
  cursor: z.string().max(500).optional(),
});

/** History of one technician, oldest first, every fix with its verdict (LOC-6, LOC-7). */
const get = handle(
  { permission: "locations:read", params: idParams, query },
  async ({ identity, params, query }) => {
    requireVisible(identity, "locations:read", params.id);
    const after: FixCursor | null = query.cursor ? decodeCursor(query.cursor, fixCursor) : null;
    const rows = await readTenant(identity.tenantId, async (tx) => {
      if (!(await technicianExists(tx, identity.tenantId, params.id))) {
        throw new AppError("not_found", "There is no such technician.");
      }
      return readFixes(tx, identity.tenantId, params.id, { ...query, after, limit: query.limit + 1 });
    });
    return page(rows, query.limit, fixWire, (row) => [row.recordedAt.toISOString(), row.lat, row.lng]);
  },
);

export const { GET, POST, PUT, PATCH, DELETE } = route({ GET: get });
