import { z } from "zod";
import { reach } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { decodeCursor, encodeCursor } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianWires } from "@/lib/technicians/queries";
import { fixRetentionMs } from "@/lib/tenants/queries/fix-retention";
import { areaOf } from "@/lib/tracking/areas/area-of";
import { areaSearch } from "@/lib/tracking/areas/schema";
import { stayWire } from "@/lib/tracking/areas/stay-wire";
import { searchArea } from "@/lib/tracking/queries/search-area";
import { staySurroundings } from "@/lib/tracking/queries/stay-surroundings";

/** Epoch ms of any moment that a date can have. */
const at = z.int().min(-8.64e15).max(8.64e15);
const cursorKey = z.tuple([z.uuid(), at, at.nullable()]);

/** "Who was here?" (LOC-14): a POST, because an area does not fit an address; it changes nothing. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  POST: handle({ permission: "locations:read", body: areaSearch }, async ({ identity, body, now }) => {
    if (reach(identity, "locations:read") !== "all") {
      throw new AppError("forbidden", "Only the office may ask where everybody was.");
    }
    const { tenantId } = identity;
    const area = areaOf(body, await fixRetentionMs(tenantId, now.getTime()));
    const after = body.cursor === undefined ? null : decodeCursor(body.cursor, cursorKey);
    const technicianIds = body.technician_ids ?? null;
    if (technicianIds) {
      const known = await readTenant(tenantId, (tx) => technicianWires(tx, tenantId, technicianIds));
      if (known.size < new Set(technicianIds).size) {
        throw new AppError("not_found", "One of these technicians does not exist.", {
          field: "technician_ids",
        });
      }
    }
    const span = { from: body.from.getTime(), until: body.to.getTime() };
    const { stays, next } = await searchArea(tenantId, {
      area,
      span,
      technicianIds,
      limit: body.limit,
      after,
    });
    const known = await readTenant(tenantId, (tx) => staySurroundings(tx, tenantId, stays));
    return {
      items: stays.map((stay) => {
        const { name = "", visits = [] } = known.get(stay.technicianId) ?? {};
        return stayWire(stay, span, name, visits);
      }),
      next_cursor: next === null ? null : encodeCursor(next),
    };
  }),
});
