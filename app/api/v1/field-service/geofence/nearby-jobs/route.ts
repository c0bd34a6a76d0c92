import { onlyTechnician } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { boundingBoxAround } from "@/lib/geo/bounding-box";
import { positionOf } from "@/lib/geofence/queries";
import { nearbyQuery } from "@/lib/geofence/schema";
import { handle, route } from "@/lib/http/handle";
import { nearbyJobs } from "@/lib/jobs/nearby-jobs";
import { openJobsIn } from "@/lib/jobs/queries";
import { technicianExists } from "@/lib/technicians/queries";
import { requireVisible } from "@/lib/technicians/require-visible";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "jobs:read", query: nearbyQuery }, async ({ identity, query }) => {
    const { tenantId } = identity;
    const { technician_id: technicianId, radius_meters: radius, limit } = query;
    requireVisible(identity, "locations:read", technicianId);
    return readTenant(tenantId, async (tx) => {
      if (!(await technicianExists(tx, tenantId, technicianId))) {
        throw new AppError("not_found", "There is no such technician.", { field: "technician_id" });
      }
      const position = await positionOf(tx, tenantId, technicianId);
      if (position === null)
        return { technician_id: technicianId, position: null, items: [], next_cursor: null };
      const place = { lat: position.lat, lng: position.lng };
      const box = boundingBoxAround(place, radius);
      const jobs = await openJobsIn(tx, tenantId, box, onlyTechnician(identity, "jobs:read"));
      return {
        technician_id: technicianId,
        position: {
          latitude: place.lat,
          longitude: place.lng,
          recorded_at: position.recordedAt.toISOString(),
        },
        items: nearbyJobs(jobs, place, radius).slice(0, limit),
        next_cursor: null,
      };
    });
  }),
});
