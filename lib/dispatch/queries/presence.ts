import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/transaction";
import type { Present, Site } from "../gatherings";
import { plannedJobs } from "./planned-jobs";

/** A position older than this says nothing about where somebody stands, milliseconds: parked phones report seldom. */
const HEARD_MS = 30 * 60_000;

export interface Presence {
  readonly present: readonly Present[];
  readonly sites: readonly Site[];
  /** Technicians who have a job at a site today, by site. */
  readonly assigned: ReadonlyMap<string, ReadonlySet<string>>;
  /** Company's fence, metres. */
  readonly radiusMeters: number;
  /** How many are expected where nobody planned more. */
  readonly expected: number;
}

/** Who of those on shift stays where: open visits, and who has stood since his last trip ended (GEO-9). */
export async function readPresence(tx: Tx, tenantId: string, now: Date): Promise<Presence> {
  const [visiting, standing, work, [tenant]] = await Promise.all([
    tx.execute<{ technician_id: string; site_id: string; since: number }>(sql`
      select v.technician_id, j.site_id, (extract(epoch from min(v.arrived_at)) * 1000)::float8 as since
      from visits v
      join jobs j on j.tenant_id = v.tenant_id and j.id = v.job_id
      join shifts s on s.tenant_id = v.tenant_id and s.technician_id = v.technician_id and s.ended_at is null
      where v.tenant_id = ${tenantId} and v.departed_at is null
      group by v.technician_id, j.site_id order by since`),
    tx.execute<{ technician_id: string; lat: number; lng: number; since: number }>(sql`
      select p.technician_id, p.lat, p.lng,
        (extract(epoch from greatest(s.started_at, coalesce(last.ended_at, s.started_at))) * 1000)::float8 as since
      from positions p
      join shifts s on s.tenant_id = p.tenant_id and s.technician_id = p.technician_id and s.ended_at is null
      left join lateral (
        select t.started_at, t.ended_at from trips t
        where t.tenant_id = p.tenant_id and t.technician_id = p.technician_id
        order by t.started_at desc limit 1
      ) as last on true
      where p.tenant_id = ${tenantId} and p.recorded_at > ${new Date(now.getTime() - HEARD_MS).toISOString()}::timestamptz
        and (last.started_at is null or last.ended_at is not null)
        and not exists (
          select from visits v
          where v.tenant_id = p.tenant_id and v.technician_id = p.technician_id and v.departed_at is null)`),
    plannedJobs(tx, tenantId, now),
    tx.execute<{ radius: number; expected: number }>(sql`
      select arrival_radius_meters as radius, expected_together as expected from tenants where id = ${tenantId}`),
  ]);
  const sites = new Map<string, Site>();
  const assigned = new Map<string, Set<string>>();
  for (const { site_id: id, latitude: lat, longitude: lng, technician_id } of work) {
    sites.set(id, { id, point: { lat, lng } });
    if (technician_id !== null) assigned.set(id, (assigned.get(id) ?? new Set()).add(technician_id));
  }
  return {
    present: [
      ...visiting.map((row) => ({
        technicianId: row.technician_id,
        siteId: row.site_id,
        point: null,
        since: row.since,
      })),
      ...standing.map(({ technician_id, lat, lng, since }) => ({
        technicianId: technician_id,
        siteId: null,
        point: { lat, lng },
        since,
      })),
    ],
    sites: [...sites.values()],
    assigned,
    radiusMeters: tenant?.radius ?? 0,
    expected: tenant?.expected ?? 1,
  };
}
