import { can } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { idParams } from "@/lib/http/fields";
import { handle, route } from "@/lib/http/handle";
import { readTrack, tripById } from "@/lib/tracking/queries/read-track";
import { tripUnderWay } from "@/lib/tracking/queries/trips";
import { tripWire } from "@/lib/tracking/trip-wire";

/** The way of one trip, to be played back (LOC-9). One that turned out never to have been is gone. */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "locations:read", params: idParams }, async ({ identity, params: { id }, now }) =>
    readTenant(identity.tenantId, async (tx) => {
      const trip = await tripById(tx, identity.tenantId, id);
      const isSeen = trip !== null && can(identity, "locations:read", trip.technicianId);
      if (!isSeen || trip.status === "cancelled") {
        throw new AppError("not_found", "There is no such trip, or not any more.");
      }
      const { technicianId, startedAt, endedAt } = trip;
      const key = { tenantId: identity.tenantId, technicianId };
      const track = await readTrack(tx, key, { from: startedAt, to: endedAt ?? now });
      const underWay = endedAt === null ? await tripUnderWay(tx, identity.tenantId, technicianId) : null;
      return { ...track, trip: tripWire(trip, underWay), stops: [] };
    }),
  ),
});
