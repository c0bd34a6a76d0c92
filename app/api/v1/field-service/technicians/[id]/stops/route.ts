import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams, moment } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";
import { tripsOf } from "@/lib/tracking/queries/trips";
import { stopsBetween } from "@/lib/tracking/stops-between";

const DAY_MS = 86_400_000;
const MOST_DAYS = 7;
/** More trips than anybody drives in a week. */
const MOST_TRIPS = 5_000;

const query = z
  .object({ from: moment.optional(), to: moment.optional() })
  .refine(
    ({ from, to }) => !from || !to || (from <= to && to.getTime() - from.getTime() <= MOST_DAYS * DAY_MS),
    {
      path: ["to"],
      message: "has to lie after from, seven days at most",
    },
  );

/** Where a technician stood between his trips, over the last day unless said otherwise (LOC-9). */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "locations:read", params: idParams, query },
    async ({ identity, params: { id }, query, now }) => {
      requireVisible(identity, "locations:read", id);
      const to = query.to ?? (query.from ? new Date(query.from.getTime() + DAY_MS) : now);
      const from = query.from ?? new Date(to.getTime() - DAY_MS);
      const rows = await readTenant(identity.tenantId, async (tx) => {
        if (!(await technicianExists(tx, identity.tenantId, id))) {
          throw new AppError("not_found", "There is no such technician.");
        }
        return tripsOf(
          tx,
          identity.tenantId,
          id,
          { from, to, statuses: ["started", "completed"] },
          MOST_TRIPS,
        );
      });
      const stops = stopsBetween(
        rows.map((row) => ({
          startedAt: row.startedAt.getTime(),
          endedAt: row.endedAt?.getTime() ?? null,
          to: row.endLat === null || row.endLng === null ? null : { lat: row.endLat, lng: row.endLng },
        })),
      );
      return {
        items: stops.map(({ at, arrivedAt, departedAt }) => ({
          latitude: at.lat,
          longitude: at.lng,
          arrived_at: new Date(arrivedAt).toISOString(),
          departed_at: departedAt === null ? null : new Date(departedAt).toISOString(),
          seconds: Math.round(((departedAt ?? Math.min(now.getTime(), to.getTime())) - arrivedAt) / 1000),
        })),
      };
    },
  ),
});
