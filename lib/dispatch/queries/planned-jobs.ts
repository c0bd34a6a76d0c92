import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/transaction";
import type { PlannedJob } from "../planned-job";

/** Later than this is not today's work, milliseconds. */
const TODAY_MS = 18 * 3_600_000;

type Row = Omit<PlannedJob, "window_start" | "started_at" | "arrived_at"> & {
  readonly window_start: number | null;
  readonly started_at: number | null;
  readonly arrived_at: number | null;
};

/** What somebody has to do until tomorrow: jobs assigned, travelled to or running, other than those promised for later. */
export async function plannedJobs(tx: Tx, tenantId: string, now: Date): Promise<PlannedJob[]> {
  const until = new Date(now.getTime() + TODAY_MS).toISOString();
  const rows = await tx.execute<Row & Record<string, unknown>>(sql`
    select j.id, j.number, j.technician_id, j.status, j.site_id, s.lat as latitude, s.lng as longitude,
      j.estimated_duration_minutes, (extract(epoch from j.window_start) * 1000)::float8 as window_start,
      (extract(epoch from j.started_at) * 1000)::float8 as started_at,
      (extract(epoch from j.arrived_at) * 1000)::float8 as arrived_at,
      exists (
        select from visits v where v.tenant_id = j.tenant_id and v.job_id = j.id and v.departed_at is null
      ) as on_site
    from jobs j join sites s on s.tenant_id = j.tenant_id and s.id = j.site_id
    where j.tenant_id = ${tenantId} and j.technician_id is not null and j.status in ('assigned', 'en_route', 'running')
      and (j.window_start is null or j.window_start < ${until}::timestamptz)
    order by j.number desc`);
  return rows.map((row) => ({
    ...row,
    window_start: iso(row.window_start),
    started_at: iso(row.started_at),
    arrived_at: iso(row.arrived_at),
  }));
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
