import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { TrackingHours } from "@/lib/tenants/tracking-hours";
import type { ShiftSpan, TrackingTimes } from "../is-tracked";
import { keyOf, type TechnicianKey, type TechnicianSpan } from "../technician-key";
import { keptTerms } from "./kept-terms";

const prepared = { prepare: true } as const;

const shiftsText = `
  with asked as (
    select * from unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::float8[]) as k(tenant_id, technician_id, since)
  )
  select s.tenant_id, s.technician_id, (extract(epoch from s.started_at) * 1000)::float8 as started_at,
         null::float8 as ended_at
  from asked k join shifts s on s.tenant_id = k.tenant_id and s.technician_id = k.technician_id and s.ended_at is null
  union all
  select s.tenant_id, s.technician_id, (extract(epoch from s.started_at) * 1000)::float8,
         (extract(epoch from s.ended_at) * 1000)::float8
  from asked k join shifts s on s.tenant_id = k.tenant_id and s.technician_id = k.technician_id
    and s.ended_at > to_timestamp(k.since / 1000)`;

interface ShiftRow {
  tenant_id: string;
  technician_id: string;
  started_at: number;
  ended_at: number | null;
}

/**
 * Shifts of technicians that were open at the beginning of their spans or began later.
 * @returns by `keyOf`
 */
export async function readShifts(
  client: TransactionSql,
  spans: readonly TechnicianSpan[],
): Promise<Map<string, ShiftSpan[]>> {
  const rows = await client.unsafe<ShiftRow[]>(
    shiftsText,
    [...namesOf(spans), arrayLiteral(spans.map(({ since, shiftsSince = since }) => shiftsSince))],
    prepared,
  );
  const shifts = new Map<string, ShiftSpan[]>();
  for (const row of rows) {
    const key = keyOf({ tenantId: row.tenant_id, technicianId: row.technician_id });
    const shift = {
      startedAt: Math.round(row.started_at),
      endedAt: row.ended_at === null ? null : Math.round(row.ended_at),
    };
    shifts.set(key, [...(shifts.get(key) ?? []), shift]);
  }
  return shifts;
}

const hoursText = `
  select id as tenant_id, time_zone, tracking_hours from tenants where id = any(($1::text)::uuid[])`;

/**
 * When technicians may be tracked, from the beginning of their spans on.
 * @returns by `keyOf`
 */
export async function readTrackingTimes(
  client: TransactionSql,
  spans: readonly TechnicianSpan[],
): Promise<Map<string, TrackingTimes>> {
  const [tenants, shifts] = await Promise.all([
    client.unsafe<{ tenant_id: string; time_zone: string; tracking_hours: TrackingHours | null }[]>(
      hoursText,
      [arrayLiteral([...new Set(spans.map((span) => span.tenantId))])],
      prepared,
    ),
    readShifts(client, spans),
  ]);
  const tenantOf = new Map(tenants.map((tenant) => [tenant.tenant_id, tenant]));
  const times = new Map<string, TrackingTimes>();
  for (const span of spans) {
    const tenant = tenantOf.get(span.tenantId);
    if (tenant === undefined) continue;
    const { time_zone: timeZone, tracking_hours: hours } = tenant;
    times.set(keyOf(span), { shifts: shifts.get(keyOf(span)) ?? [], hours, timeZone });
  }
  return times;
}

/** Shared: whoever starts or ends a shift waits until the transaction has ended, and others like this one do not. */
const holdText = `
  select tenant_id, technician_id, version::float8 as version from judging_versions
  where (tenant_id, technician_id) in (select * from unnest(($1::text)::uuid[], ($2::text)::uuid[]))
  order by tenant_id, technician_id for share`;

/**
 * The same, and it stays true until the end of the transaction: no shift is started or ended in between.
 * @returns by `keyOf`
 */
export async function holdTrackingTimes(
  client: TransactionSql,
  spans: readonly TechnicianSpan[],
): Promise<Map<string, TrackingTimes>> {
  const versions = await client.unsafe<{ tenant_id: string; technician_id: string; version: number }[]>(
    holdText,
    namesOf(spans),
    prepared,
  );
  const versionOf = new Map(
    versions.map((row) => [keyOf({ tenantId: row.tenant_id, technicianId: row.technician_id }), row.version]),
  );
  const known = new Map<string, TrackingTimes>();
  const unknown: TechnicianSpan[] = [];
  for (const span of spans) {
    const { since, shiftsSince = since } = span;
    const times = keptTerms.findTimes(keyOf(span), versionOf.get(keyOf(span)) ?? 0, shiftsSince);
    if (times === null) unknown.push(span);
    else known.set(keyOf(span), times);
  }
  if (unknown.length === 0) return known;
  return new Map([...known, ...(await readTrackingTimes(client, unknown))]);
}

function namesOf(keys: readonly TechnicianKey[]): string[] {
  return [arrayLiteral(keys.map((key) => key.tenantId)), arrayLiteral(keys.map((key) => key.technicianId))];
}
