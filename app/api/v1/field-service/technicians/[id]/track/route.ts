import { z } from "zod";
import { readTenant } from "@/lib/db/transaction";
import { idParams, moment } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { requireVisible } from "@/lib/technicians/require-visible";
import { readTrack } from "@/lib/tracking/queries/read-track";

const HOUR_MS = 3_600_000;
/** A day on which clocks go back has 25 hours. */
const MOST_HOURS = 25;

const query = z
  .object({ from: moment, to: moment })
  .refine(({ from, to }) => from < to && to.getTime() - from.getTime() <= MOST_HOURS * HOUR_MS, {
    path: ["to"],
    message: "has to lie after from, 25 hours at most",
  });

/** The way of a technician in a time, a day at most, to be played back (LOC-9). */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle(
    { permission: "locations:read", params: idParams, query },
    async ({ identity, params: { id: technicianId }, query: { from, to } }) => {
      requireVisible(identity, "locations:read", technicianId);
      const key = { tenantId: identity.tenantId, technicianId };
      return readTenant(identity.tenantId, (tx) => readTrack(tx, key, { from, to }));
    },
  ),
});
