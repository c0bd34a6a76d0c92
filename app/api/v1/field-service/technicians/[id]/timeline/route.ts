import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { decodeCursor, idParams, page } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists, timelineOf } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { timeSpan } from "@/lib/technicians/schema";

const DAY_MS = 86_400_000;
const key = z.tuple([z.number().int().min(0)]);

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "technicians:read", params: idParams, query: timeSpan },
    async ({ identity, params: { id }, query, now }) => {
      requireVisible(identity, "technicians:read", id);
      const to = query.to ?? now;
      const from = query.from ?? new Date(to.getTime() - DAY_MS);
      const afterSeq = query.cursor === undefined ? 0 : decodeCursor(query.cursor, key)[0];
      const rows = await readTenant(identity.tenantId, async (tx) => {
        if (!(await technicianExists(tx, identity.tenantId, id))) {
          throw new AppError("not_found", "There is no such technician.");
        }
        return timelineOf(tx, identity.tenantId, id, { from, to, afterSeq }, query.limit + 1);
      });
      return page(
        rows,
        query.limit,
        (row) => ({
          type: row.type,
          seq: row.seq,
          occurred_at: row.occurredAt.toISOString(),
          recorded_at: row.recordedAt.toISOString(),
          data: row.payload,
        }),
        (row) => [row.seq],
      );
    },
  ),
});
