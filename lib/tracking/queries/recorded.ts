import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { TrackingHours } from "@/lib/tenants/tracking-hours";
import { isTracked } from "../is-tracked";
import type { RecordedHourWire, RecordedVisitWire, RecordedWire } from "../recorded-wire";
import type { TechnicianKey } from "../technician-key";

export interface RecordedSpan {
  readonly from: Date;
  readonly to: Date;
}

interface TermsRow extends Record<string, unknown> {
  time_zone: string;
  tracking_hours: TrackingHours | null;
  retention_days: number;
  started_at: string | null;
  sealed: number;
}

/**
 * What is kept of a technician in [from, to), by hour, with his visits, and whether he is being tracked now.
 * @throws AppError not_found
 */
export async function readRecorded(
  tx: Tx,
  key: TechnicianKey,
  span: RecordedSpan,
  now: Date,
): Promise<RecordedWire> {
  const { tenantId, technicianId } = key;
  const [terms] = await tx.execute<TermsRow>(sql`
    select c.time_zone, c.tracking_hours, c.fix_retention_days as retention_days, s.started_at::text as started_at,
      (select count(*)::int from sealed_fixes f
       where f.tenant_id = t.tenant_id and f.technician_id = t.id and f.expires_at > ${now.toISOString()}::timestamptz) as sealed
    from technicians t join tenants c on c.id = t.tenant_id
      left join shifts s on s.tenant_id = t.tenant_id and s.technician_id = t.id and s.ended_at is null
    where t.tenant_id = ${tenantId} and t.id = ${technicianId}`);
  if (!terms) throw new AppError("not_found", "There is no such technician.");
  const { time_zone: timeZone, tracking_hours: hours } = terms;
  const startedAt = terms.started_at === null ? null : new Date(terms.started_at);
  const shifts = startedAt ? [{ startedAt: startedAt.getTime(), endedAt: null }] : [];
  return {
    tracking: {
      is_on: isTracked({ shifts, hours, timeZone }, now.getTime()),
      shift_started_at: startedAt?.toISOString() ?? null,
      hours,
    },
    retention_days: terms.retention_days,
    sealed_fixes: terms.sealed,
    hours: await readHours(tx, key, span, timeZone),
    visits: await readVisits(tx, key, span),
  };
}

async function readHours(
  tx: Tx,
  { tenantId, technicianId }: TechnicianKey,
  { from, to }: RecordedSpan,
  timeZone: string,
): Promise<RecordedHourWire[]> {
  const rows = await tx.execute<{ hour: string; count: number; first_at: string; last_at: string }>(sql`
    select date_trunc('hour', recorded_at, ${timeZone})::text as hour, count(*)::int as count,
           min(recorded_at)::text as first_at, max(recorded_at)::text as last_at
    from fixes
    where tenant_id = ${tenantId} and technician_id = ${technicianId}
      and recorded_at >= ${from.toISOString()}::timestamptz and recorded_at < ${to.toISOString()}::timestamptz
    group by 1 order by min(recorded_at)`);
  return rows.map((row) => ({
    hour: isoOf(row.hour),
    count: row.count,
    first_at: isoOf(row.first_at),
    last_at: isoOf(row.last_at),
  }));
}

async function readVisits(
  tx: Tx,
  { tenantId, technicianId }: TechnicianKey,
  { from, to }: RecordedSpan,
): Promise<RecordedVisitWire[]> {
  const rows = await tx.execute<{
    id: string;
    number: number;
    title: string;
    arrived_at: string;
    departed_at: string | null;
  }>(sql`
    select v.id, j.number, j.title, v.arrived_at::text as arrived_at, v.departed_at::text as departed_at
    from visits v join jobs j on j.tenant_id = v.tenant_id and j.id = v.job_id
    where v.tenant_id = ${tenantId} and v.technician_id = ${technicianId}
      and v.arrived_at < ${to.toISOString()}::timestamptz
      and (v.departed_at is null or v.departed_at >= ${from.toISOString()}::timestamptz)
    order by v.arrived_at, v.id`);
  return rows.map((row) => ({
    id: row.id,
    job_number: row.number,
    job_title: row.title,
    arrived_at: isoOf(row.arrived_at),
    departed_at: row.departed_at === null ? null : isoOf(row.departed_at),
  }));
}

function isoOf(text: string): string {
  return new Date(text).toISOString();
}
