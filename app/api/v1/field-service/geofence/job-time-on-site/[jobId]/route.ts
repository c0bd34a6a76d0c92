import { can } from "@/lib/auth/permissions";
import { readTenant } from "@/lib/db/transaction";
import { visitsOfJob } from "@/lib/geofence/queries";
import { jobParams } from "@/lib/geofence/schema";
import { formatDuration, timeOnSiteSeconds } from "@/lib/geofence/time-on-site";
import { visitWire } from "@/lib/geofence/visit-wire";
import { handle, route } from "@/lib/http/handle";
import { visibleJob } from "@/lib/jobs/visible-job";

export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handle({ permission: "jobs:read", params: jobParams }, ({ identity, params: { jobId }, now }) =>
    readTenant(identity.tenantId, async (tx) => {
      await visibleJob(tx, identity, "jobs:read", jobId);
      // A job that changed hands brings nobody the visits of whoever had it before.
      const rows = (await visitsOfJob(tx, identity.tenantId, jobId)).filter((row) =>
        can(identity, "jobs:read", row.technicianId),
      );
      const stays = rows.map((row) => ({
        arrivedAt: row.arrivedAt.getTime(),
        departedAt: row.departedAt?.getTime() ?? null,
      }));
      const seconds = timeOnSiteSeconds(stays, now.getTime());
      return {
        job_id: jobId,
        time_on_site_seconds: seconds,
        time_on_site_formatted: formatDuration(seconds),
        visits: rows.map((row) => visitWire(row, now.getTime())),
      };
    }),
  ),
});
