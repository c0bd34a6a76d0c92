import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { fenceRules } from "@/lib/geofence/fence-rules";
import type { TrackingHours } from "@/lib/tenants/tracking-hours";
import { type AssignmentRow, candidateOf } from "../candidate-job";
import type { JudgingTerms } from "../judging-terms";
import { keyOf, type TechnicianSpan } from "../technician-key";
import type { CandidateJob } from "../types";
import { readShifts } from "./tracking-times";

const prepared = { prepare: true } as const;

const peopleText = `
  select t.tenant_id, t.id as technician_id, t.number, t.full_name, c.cooldown_seconds, c.time_zone, c.tracking_hours
  from technicians t join tenants c on c.id = t.tenant_id
  where (t.tenant_id, t.id) in (select * from unnest(($1::text)::uuid[], ($2::text)::uuid[]))`;

/**
 * Jobs that fixes since `$3` may concern: those the technician has, those he had until after that moment, those with an
 * open visit, and those his fences still remember; each with all its assignments to him. Every branch uses an index
 * of the named technicians, so the cost does not grow with the tenant's jobs.
 */
const candidatesText = `
  with asked as (
    select * from unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::float8[]) as k(tenant_id, technician_id, since)
  ), wanted as (
    select k.tenant_id, k.technician_id, a.job_id
    from asked k join job_assignments a on a.tenant_id = k.tenant_id and a.technician_id = k.technician_id
    where a.until_at is null
    union
    select k.tenant_id, k.technician_id, a.job_id
    from asked k join job_assignments a on a.tenant_id = k.tenant_id and a.technician_id = k.technician_id
      and a.until_at > to_timestamp(k.since / 1000)
    union
    select k.tenant_id, k.technician_id, v.job_id
    from asked k join visits v on v.tenant_id = k.tenant_id and v.technician_id = k.technician_id
    where v.departed_at is null
    union
    select k.tenant_id, k.technician_id, f.job_id::uuid
    from asked k join tracking_states s on s.tenant_id = k.tenant_id and s.technician_id = k.technician_id,
      jsonb_object_keys(s.state->'fences') as f(job_id)
  )
  select a.tenant_id, a.technician_id, a.job_id, a.taken_reason,
         (extract(epoch from a.from_at) * 1000)::float8 as from_at, (extract(epoch from a.until_at) * 1000)::float8 as until_at,
         (extract(epoch from j.window_start) * 1000)::float8 as window_start, (extract(epoch from j.window_end) * 1000)::float8 as window_end,
         s.lat, s.lng, j.polygon,
         coalesce(j.arrival_radius_meters, c.arrival_radius_meters) as arrival_radius_meters,
         coalesce(j.approach_radius_meters, c.approach_radius_meters) as approach_radius_meters,
         j.departure_radius_meters
  from wanted w
  join job_assignments a on a.tenant_id = w.tenant_id and a.job_id = w.job_id and a.technician_id = w.technician_id
  join jobs j on j.tenant_id = a.tenant_id and j.id = a.job_id
  join sites s on s.tenant_id = j.tenant_id and s.id = j.site_id
  join tenants c on c.id = a.tenant_id
  order by a.from_at, a.id`;

interface PersonRow {
  tenant_id: string;
  technician_id: string;
  number: number;
  full_name: string;
  cooldown_seconds: number;
  time_zone: string;
  tracking_hours: TrackingHours | null;
}

interface CandidateRow {
  tenant_id: string;
  technician_id: string;
  job_id: string;
  taken_reason: AssignmentRow["takenReason"];
  from_at: number;
  until_at: number | null;
  window_start: number | null;
  window_end: number | null;
  lat: number;
  lng: number;
  polygon: AssignmentRow["polygon"];
  arrival_radius_meters: number;
  approach_radius_meters: number;
  departure_radius_meters: number | null;
}

/**
 * What fixes of technicians are judged by from the beginning of their spans on.
 * @returns by `keyOf`; technicians that do not exist are missing
 */
export async function readTerms(
  client: TransactionSql,
  spans: readonly TechnicianSpan[],
): Promise<Map<string, JudgingTerms>> {
  const tenants = arrayLiteral(spans.map((span) => span.tenantId));
  const technicians = arrayLiteral(spans.map((span) => span.technicianId));
  const since = arrayLiteral(spans.map((span) => span.since));
  const [people, assignments, shifts] = await Promise.all([
    client.unsafe<PersonRow[]>(peopleText, [tenants, technicians], prepared),
    client.unsafe<CandidateRow[]>(candidatesText, [tenants, technicians, since], prepared),
    readShifts(client, spans),
  ]);
  const candidates = groupCandidates(assignments);
  return new Map(
    people.map((row) => {
      const key = keyOf({ tenantId: row.tenant_id, technicianId: row.technician_id });
      return [
        key,
        {
          number: row.number,
          name: row.full_name,
          rules: fenceRules({ cooldownSeconds: row.cooldown_seconds }),
          candidates: candidates.get(key) ?? [],
          times: {
            shifts: shifts.get(key) ?? [],
            hours: row.tracking_hours,
            timeZone: row.time_zone,
          },
        },
      ];
    }),
  );
}

/** A job that came back to the same technician counts once, with the time in between. */
function groupCandidates(rows: readonly CandidateRow[]): Map<string, CandidateJob[]> {
  const byTechnician = new Map<string, Map<string, [AssignmentRow, ...AssignmentRow[]]>>();
  for (const row of rows) {
    const key = keyOf({ tenantId: row.tenant_id, technicianId: row.technician_id });
    const jobs = byTechnician.get(key) ?? new Map<string, [AssignmentRow, ...AssignmentRow[]]>();
    byTechnician.set(key, jobs);
    const known = jobs.get(row.job_id);
    if (known) known.push(assignmentOf(row));
    else jobs.set(row.job_id, [assignmentOf(row)]);
  }
  return new Map([...byTechnician].map(([id, jobs]) => [id, [...jobs.values()].map(candidateOf)]));
}

function assignmentOf(row: CandidateRow): AssignmentRow {
  return {
    jobId: row.job_id,
    fromAt: Math.round(row.from_at),
    untilAt: epoch(row.until_at),
    takenReason: row.taken_reason,
    windowStart: epoch(row.window_start),
    windowEnd: epoch(row.window_end),
    lat: row.lat,
    lng: row.lng,
    arrivalRadiusMeters: row.arrival_radius_meters,
    approachRadiusMeters: row.approach_radius_meters,
    departureRadiusMeters: row.departure_radius_meters,
    polygon: row.polygon,
  };
}

function epoch(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
