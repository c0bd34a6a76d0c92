import type { TransactionSql } from "postgres";
import type { Evidence } from "@/lib/geofence/types";
import { initialTrackState } from "../process-fix";
import { type StoredState, unpackState } from "../stored-state";
import type { TechnicianKey } from "../technician-key";
import type { Fix, FixSource, HandInput, StoredVerdict, TrackState, Verdict } from "../types";

/** Where a fold starts: the state before the first fix of an hour, or nothing at all. */
export interface RebuildStart {
  /** The earliest thing that changed, epoch ms. */
  readonly from: number;
  /** Fixes from here on are folded, epoch ms. */
  readonly at: number;
  readonly state: TrackState;
}

/** What a day is folded from. */
export interface DayMaterial {
  readonly fixes: readonly Fix[];
  readonly handInputs: readonly HandInput[];
  /** What is said of the fixes so far, by id. */
  readonly verdicts: ReadonlyMap<string, StoredVerdict>;
}

/**
 * The newest checkpoint that what changed cannot have touched. Without one nothing earlier was ever judged (the first
 * fix ever leaves one, and the first of each hour wherever nothing hung in the balance), so the fold starts with nothing
 * known.
 */
export async function rebuildStart(
  client: TransactionSql,
  key: TechnicianKey,
  from: number,
): Promise<RebuildStart> {
  const [checkpoint] = await client<{ at: number; state: StoredState }[]>`
    select (extract(epoch from at) * 1000)::float8 as at, state
    from tracking_checkpoints
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId} and at <= to_timestamp(${from}::float8 / 1000)
    order by at desc limit 1`;
  if (checkpoint) return { from, at: Math.round(checkpoint.at), state: unpackState(checkpoint.state) };
  return { from, at: from, state: initialTrackState };
}

/** From when on a technician's visits have to be folded again, epoch ms; null when they are up to date. */
export async function staleSince(client: TransactionSql, key: TechnicianKey): Promise<number | null> {
  const [row] = await client<{ rebuild_from: number | null }[]>`
    select (extract(epoch from rebuild_from) * 1000)::float8 as rebuild_from
    from tracking_states
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}`;
  return row?.rebuild_from ?? null;
}

export async function countHandInputs(
  client: TransactionSql,
  key: TechnicianKey,
  start: number,
): Promise<number> {
  const [row] = await client<{ count: number }[]>`
    select count(*)::int as count from hand_inputs
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}
      and occurred_at >= ${new Date(start).toISOString()}::timestamptz`;
  return row?.count ?? 0;
}

/** Whether a technician has more than `count` stored fixes from a start on. */
export async function hasMoreFixes(
  client: TransactionSql,
  key: TechnicianKey,
  start: number,
  count: number,
): Promise<boolean> {
  const rows = await client`
    select 1 from fixes
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}
      and recorded_at >= ${new Date(start).toISOString()}::timestamptz
    offset ${count} limit 1`;
  return rows.length > 0;
}

interface FixRow {
  id: string;
  at: number;
  received: number;
  lat: number;
  lng: number;
  accuracy_meters: number | null;
  speed_mps: number | null;
  heading_degrees: number | null;
  altitude_meters: number | null;
  battery_percent: number | null;
  activity: string | null;
  mock: boolean;
  source: FixSource;
  verdict: Verdict;
  verdict_reason: string | null;
  verdict_before: Verdict | null;
}

interface HandRow {
  job_id: string;
  kind: HandInput["input"]["kind"];
  at: number;
  evidence: Evidence | null;
  happened_after: number | null;
  held_until: number | null;
}

/** Stored fixes and hand inputs of one technician from a start on, up to an end (epoch ms, exclusive) where there is one. */
export async function dayMaterial(
  client: TransactionSql,
  key: TechnicianKey,
  start: number,
  end: number | null = null,
): Promise<DayMaterial> {
  const since = new Date(start).toISOString();
  const until = end === null ? "infinity" : new Date(end).toISOString();
  const [fixes, hands] = await Promise.all([
    client<FixRow[]>`
      select id, (extract(epoch from recorded_at) * 1000)::float8 as at, (extract(epoch from received_at) * 1000)::float8 as received,
             lat, lng, accuracy_meters, speed_mps, heading_degrees, altitude_meters, battery_percent, activity, mock, source,
             verdict, verdict_reason, verdict_before
      from fixes
      where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId} and recorded_at >= ${since}::timestamptz
        and recorded_at < ${until}::timestamptz`,
    client<HandRow[]>`
      select job_id, kind, (extract(epoch from occurred_at) * 1000)::float8 as at, evidence,
             (extract(epoch from happened_after) * 1000)::float8 as happened_after,
             (extract(epoch from held_until) * 1000)::float8 as held_until
      from hand_inputs
      where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId} and occurred_at >= ${since}::timestamptz
        and occurred_at < ${until}::timestamptz`,
  ]);
  return {
    verdicts: new Map(
      fixes.map((row) => [
        row.id,
        { verdict: row.verdict, reason: row.verdict_reason, before: row.verdict_before },
      ]),
    ),
    fixes: fixes.map(fixOf),
    handInputs: hands.map(handInputOf),
  };
}

function handInputOf({ job_id, kind, at, evidence, happened_after, held_until }: HandRow): HandInput {
  const moment = Math.round(at);
  if (kind === "still_here")
    return { jobId: job_id, input: { kind, at: moment, until: Math.round(held_until ?? at) } };
  const after = happened_after === null ? {} : { after: Math.round(happened_after) };
  return { jobId: job_id, input: { kind, at: moment, evidence, ...after } };
}

function fixOf(row: FixRow): Fix {
  return {
    fixId: row.id,
    at: Math.round(row.at),
    receivedAt: Math.round(row.received),
    point: { lat: row.lat, lng: row.lng },
    accuracyMeters: row.accuracy_meters,
    speedMps: row.speed_mps,
    headingDegrees: row.heading_degrees,
    altitudeMeters: row.altitude_meters,
    batteryPercent: row.battery_percent,
    activity: row.activity,
    mock: row.mock,
    source: row.source,
  };
}
