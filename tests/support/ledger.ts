import type postgres from "postgres";

const epoch = (value: Date | null) => value?.getTime() ?? null;

/** What the database says of a technician's day, without ids: two runs over the same fixes have to agree on it. */
export async function ledgerOf(owner: postgres.Sql, technicianId: string) {
  const visits = await owner<
    {
      number: number;
      arrived_at: Date;
      departed_at: Date | null;
      close_reason: string;
      arrived_after: Date | null;
      departed_after: Date | null;
    }[]
  >`
    select j.number, v.arrived_at, v.departed_at, v.close_reason, v.arrived_after, v.departed_after
    from visits v join jobs j on j.tenant_id = v.tenant_id and j.id = v.job_id
    where v.technician_id = ${technicianId} order by v.arrived_at, j.number`;
  const jobs = await owner<
    { number: number; status: string; arrived_at: Date | null; departed_at: Date | null }[]
  >`
    select number, status, arrived_at, departed_at from jobs where technician_id = ${technicianId} order by number`;
  const fixes = await owner<{ recorded_at: Date; lat: number; lng: number }[]>`
    select recorded_at, lat, lng from fixes where technician_id = ${technicianId} order by recorded_at, lat, lng`;
  return {
    visits: visits.map((v) => [v.number, epoch(v.arrived_at), epoch(v.departed_at), v.close_reason]),
    /** Lower ends of the intervals of each visit's arrival and departure. */
    intervals: visits.map((v) => [epoch(v.arrived_after), epoch(v.departed_after)]),
    jobs: jobs.map((j) => [j.number, j.status, epoch(j.arrived_at), epoch(j.departed_at)]),
    fixes: fixes.map((f) => [f.recorded_at.getTime(), f.lat, f.lng]),
  };
}

/** Arrivals and departures that nobody has withdrawn, by time: `arrived@epoch`. */
export async function standing(owner: postgres.Sql, technicianId: string): Promise<string[]> {
  const rows = await owner<{ kind: string; occurred_at: Date }[]>`
    select kind, occurred_at from decisions where technician_id = ${technicianId} and stands
    order by occurred_at, kind`;
  return rows.map((row) => `${row.kind}@${row.occurred_at.getTime()}`);
}

export interface LoggedRow {
  readonly seq: number;
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

/** The tenant's event log, in number order. */
export async function logOf(owner: postgres.Sql, tenantId: string): Promise<LoggedRow[]> {
  const rows = await owner<{ seq: string; type: string; payload: Record<string, unknown> }[]>`
    select seq, type, payload from events where tenant_id = ${tenantId} order by seq`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** How often technicians were told to have arrived and left, as the log has it. */
export async function toldEvents(owner: postgres.Sql, tenantId: string): Promise<string[]> {
  const log = await logOf(owner, tenantId);
  return log.filter((row) => row.type === "geofence_event").map((row) => String(row.payload.event_type));
}
