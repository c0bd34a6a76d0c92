import { can } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { decisionWires } from "@/lib/geofence/decision-wire";
import { decisionsOfJob, handInputsOfJob } from "@/lib/geofence/queries";
import { decisionsQuery } from "@/lib/geofence/schema";
import { handle, route } from "@/lib/http/handle";
import { visibleJob } from "@/lib/jobs/visible-job";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "decisions:read", query: decisionsQuery }, ({ identity, query }) =>
    readTenant(identity.tenantId, async (tx) => {
      const job = await visibleJob(tx, identity, "decisions:read", query.job_id);
      const decided = await decisionsOfJob(tx, identity.tenantId, job.id);
      const byHand = await handInputsOfJob(tx, identity.tenantId, job.id);
      // A job that changed hands brings nobody the places of whoever had it before.
      const isVisible = (technicianId: string) => can(identity, "decisions:read", technicianId);
      const items = decisionWires(
        decided.filter(({ decision }) => isVisible(decision.technicianId)),
        byHand.filter((row) => isVisible(row.technicianId)),
        {
          arrivalRadiusMeters: job.geofence_polygon === null ? job.geofence_radius_meters : null,
          departureMarginMeters: job.geofence_departure_radius_meters - job.geofence_radius_meters,
        },
      );
      return { items, next_cursor: null };
    }),
  ),
});
