import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { fenceRules } from "@/lib/geofence/fence-rules";
import type { TechnicianStatus } from "@/lib/technicians/types";
import { type AssignmentRow, candidateOf } from "../candidate-job";
import type { TrackedTechnician } from "../tracked-technician";
import type { CandidateJob, TrackState } from "../types";

export interface TechnicianKey {
  readonly tenantId: string;
  readonly technicianId: string;
}

/** A technician and how far back his assignments matter, epoch ms: the time of the oldest fix to be judged. */
export interface TechnicianSpan extends TechnicianKey {
  readonly since: number;
}

/** Technicians are always named with their tenant: an id alone must never reach another tenant's row. */
export function keyOf(key: TechnicianKey): string {
  return `${key.tenantId}/${key.technicianId}`;
}

const prepared = { prepare: true } as const;

const technicianText = `
  select s.tenant_id, s.technician_id, s.state, s.version, (extract(epoch from s.rebuild_from) * 1000)::float8 as rebuild_from,
         t.number, t.full_name, t.status, c.cooldown_seconds
  from tracking_states s
  join technicians t on t.tenant_id = s.tenant_id and t.id = s.technician_id
  join tenants c on c.id = s.tenant_id
  where (s.tenant_id, s.technician_id) in (
    select * from unnest(($1::text)::uuid[], ($2::text)::uuid[])
  )
  order by s.tenant_id, s.technician_id`;

/** Rows are locked in the order they come back, so that two batches with common technicians queue and never deadlock. */
const lockText = `${technicianText} for update of s`;

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

interface LockedRow {
  tenant_id: string;
  technician_id: string;
  state: TrackState;
  version: number;
  rebuild_from: number | null;
  number: number;
  full_name: string;
  status: TechnicianStatus;
  cooldown_seconds: number;
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
 * Locks technicians and reads what their fixes are judged by. The lock comes first and the rest is read after it,
 * so nothing read here can be overtaken.
 * @returns by `keyOf`; technicians that do not exist (or belong to nobody in scope) are missing
 */
export async function lockTechnicians(
  client: TransactionSql,
  spans: readonly TechnicianSpan[],
): Promise<Map<string, TrackedTechnician>> {
  return loadTechnicians(client, lockText, spans);
}

/** The same for one technician without the lock: what is planned with it has to compare `version` before it writes. */
export async function peekTechnician(
  client: TransactionSql,
  span: TechnicianSpan,
): Promise<TrackedTechnician | undefined> {
  return (await loadTechnicians(client, technicianText, [span])).get(keyOf(span));
}

async function loadTechnicians(
  client: TransactionSql,
  text: string,
  spans: readonly TechnicianSpan[],
): Promise<Map<string, TrackedTechnician>> {
  const tenants = arrayLiteral(spans.map((span) => span.tenantId));
  const technicians = arrayLiteral(spans.map((span) => span.technicianId));
  const since = arrayLiteral(spans.map((span) => span.since));
  const [locked, assignments] = await Promise.all([
    client.unsafe<LockedRow[]>(text, [tenants, technicians], prepared),
    client.unsafe<CandidateRow[]>(candidatesText, [tenants, technicians, since], prepared),
  ]);
  const candidates = groupCandidates(assignments);
  const found = new Map<string, TrackedTechnician>();
  for (const row of locked) {
    const key = { tenantId: row.tenant_id, technicianId: row.technician_id };
    found.set(keyOf(key), {
      ...key,
      number: row.number,
      name: row.full_name,
      status: row.status,
      state: row.state,
      version: row.version,
      rebuildFrom: epoch(row.rebuild_from),
      rules: fenceRules({ cooldownSeconds: row.cooldown_seconds }),
      candidates: candidates.get(keyOf(key)) ?? [],
    });
  }
  return found;
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
