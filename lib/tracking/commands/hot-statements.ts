import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { initialTrackState } from "../process-fix";
import { type Receipt, receiptKey } from "../receipt";
import type { IncomingFix } from "../schema";
import { packState } from "../stored-state";
import type { TechnicianKey } from "../technician-key";
import type { TrackState, Verdict } from "../types";

/** A judged fix on its way into the table. */
export interface JudgedFix extends TechnicianKey {
  readonly incoming: IncomingFix;
  readonly verdict: Verdict;
  readonly reason: string | null;
}

export interface StateWrite extends TechnicianKey {
  readonly state: TrackState;
  /** Epoch ms of the earliest fix of this batch that came late or was overtaken; null when none did. */
  readonly rebuildFrom: number | null;
}

export interface Checkpoint extends TechnicianKey {
  readonly at: number;
  readonly state: TrackState;
}

const prepared = { prepare: true } as const;

const fixColumns = `($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::float8[], ($4::text)::float8[], ($5::text)::float8[],
  ($6::text)::uuid[], ($7::text)::float8[], ($8::text)::real[], ($9::text)::real[], ($10::text)::real[], ($11::text)::real[],
  ($12::text)::real[], ($13::text)::text[], ($14::text)::bool[], ($15::text)::uuid[], ($16::text)::text[], ($17::text)::text[],
  ($18::text)::text[]`;

const insertFixesText = `
  insert into fixes (tenant_id, technician_id, recorded_at, lat, lng, id, received_at, accuracy_meters, speed_mps,
    heading_degrees, altitude_meters, battery_percent, activity, mock, job_id, source, verdict, verdict_reason)
  select tenant_id, technician_id, to_timestamp(at / 1000), lat, lng, id, to_timestamp(received / 1000), accuracy, speed,
    heading, altitude, battery, activity, mock, job_id, source, verdict, reason
  from unnest(${fixColumns}) as f(tenant_id, technician_id, at, lat, lng, id, received, accuracy, speed, heading, altitude,
    battery, activity, mock, job_id, source, verdict, reason)
  on conflict do nothing`;

/**
 * Stores judged fixes; the primary key drops what is already there.
 * @param report true to learn which ones were new (late fixes may be old friends)
 * @returns ids of the fixes that were stored; empty without `report`
 */
export async function insertFixes(
  client: TransactionSql,
  fixes: readonly JudgedFix[],
  report: boolean,
): Promise<ReadonlySet<string>> {
  if (fixes.length === 0) return new Set();
  const column = (cell: (judged: JudgedFix) => string | number | boolean | null) =>
    arrayLiteral(fixes.map(cell));
  const rows = await client.unsafe<{ id: string }[]>(
    report ? `${insertFixesText} returning id` : insertFixesText,
    [
      column((f) => f.tenantId),
      column((f) => f.technicianId),
      column((f) => f.incoming.fix.at),
      column((f) => f.incoming.fix.point.lat),
      column((f) => f.incoming.fix.point.lng),
      column((f) => f.incoming.fix.fixId),
      column((f) => f.incoming.fix.receivedAt),
      column((f) => f.incoming.fix.accuracyMeters),
      column((f) => f.incoming.fix.speedMps),
      column((f) => f.incoming.fix.headingDegrees),
      column((f) => f.incoming.fix.altitudeMeters),
      column((f) => f.incoming.fix.batteryPercent),
      column((f) => f.incoming.fix.activity),
      column((f) => f.incoming.fix.mock),
      column((f) => f.incoming.jobId),
      column((f) => f.incoming.fix.source),
      column((f) => f.verdict),
      column((f) => f.reason),
    ],
    prepared,
  );
  return new Set(rows.map((row) => row.id));
}

/** An insert that always finds its row, because an update would leave it to the planner how to find them. */
const writeStatesText = `
  insert into tracking_states as s (tenant_id, technician_id, state, rebuild_from)
  select tenant_id, technician_id, state::jsonb, to_timestamp(rebuild_from / 1000)
  from unnest(($1::text)::uuid[], ($2::text)::uuid[], string_to_array($3::text, E'\\x1e'), ($4::text)::float8[])
    as w(tenant_id, technician_id, state, rebuild_from)
  on conflict (tenant_id, technician_id) do update
  set state = excluded.state, version = s.version + 1, rebuild_from = least(s.rebuild_from, excluded.rebuild_from)`;

export async function writeStates(client: TransactionSql, states: readonly StateWrite[]): Promise<void> {
  if (states.length === 0) return;
  await client.unsafe(
    writeStatesText,
    [
      arrayLiteral(states.map((one) => one.tenantId)),
      arrayLiteral(states.map((one) => one.technicianId)),
      states.map((one) => JSON.stringify(packState(one.state))).join("\u001e"),
      arrayLiteral(states.map((one) => one.rebuildFrom)),
    ],
    prepared,
  );
}

const insertCheckpointsText = `
  insert into tracking_checkpoints (tenant_id, technician_id, at, state)
  select (w.value->>'tenantId')::uuid, (w.value->>'technicianId')::uuid, to_timestamp((w.value->>'at')::float8 / 1000), w.value->'state'
  from jsonb_array_elements(($1::text)::jsonb) as w(value)
  on conflict (tenant_id, technician_id, at) do update set state = excluded.state`;

export async function insertCheckpoints(
  client: TransactionSql,
  checkpoints: readonly Checkpoint[],
): Promise<void> {
  if (checkpoints.length === 0) return;
  const packed = JSON.stringify(checkpoints.map((one) => ({ ...one, state: packState(one.state) })));
  await client.unsafe(insertCheckpointsText, [packed], prepared);
}

const writePositionsText = `
  insert into positions as p (tenant_id, technician_id, lat, lng, accuracy_meters, speed_mps, heading_degrees, battery_percent,
    recorded_at, received_at)
  select tenant_id, technician_id, lat, lng, accuracy, speed, heading, battery, to_timestamp(at / 1000), to_timestamp(received / 1000)
  from unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::float8[], ($4::text)::float8[], ($5::text)::real[], ($6::text)::real[],
    ($7::text)::real[], ($8::text)::real[], ($9::text)::float8[], ($10::text)::float8[])
    as f(tenant_id, technician_id, lat, lng, accuracy, speed, heading, battery, at, received)
  on conflict (tenant_id, technician_id) do update set
    lat = excluded.lat, lng = excluded.lng, accuracy_meters = excluded.accuracy_meters, speed_mps = excluded.speed_mps,
    heading_degrees = excluded.heading_degrees, battery_percent = coalesce(excluded.battery_percent, p.battery_percent),
    recorded_at = excluded.recorded_at, received_at = excluded.received_at
  where p.recorded_at <= excluded.recorded_at`;

/** Moves the markers: at most one fix per technician, his newest good one. */
export async function writePositions(
  client: TransactionSql,
  moves: readonly (TechnicianKey & { incoming: IncomingFix })[],
): Promise<void> {
  if (moves.length === 0) return;
  const column = (cell: (move: (typeof moves)[number]) => string | number | null) =>
    arrayLiteral(moves.map(cell));
  await client.unsafe(
    writePositionsText,
    [
      column((m) => m.tenantId),
      column((m) => m.technicianId),
      column((m) => m.incoming.fix.point.lat),
      column((m) => m.incoming.fix.point.lng),
      column((m) => m.incoming.fix.accuracyMeters),
      column((m) => m.incoming.fix.speedMps),
      column((m) => m.incoming.fix.headingDegrees),
      column((m) => m.incoming.fix.batteryPercent),
      column((m) => m.incoming.fix.at),
      column((m) => m.incoming.fix.receivedAt),
    ],
    prepared,
  );
}

const claimReceiptsText = `
  insert into fix_receipts (tenant_id, technician_id, client_id, received_at)
  select r.tenant_id, r.technician_id, r.client_id, now()
  from unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::text[]) as r(tenant_id, technician_id, client_id)
  join technicians t on t.tenant_id = r.tenant_id and t.id = r.technician_id
  order by r.tenant_id, r.technician_id, r.client_id
  on conflict do nothing
  returning tenant_id, technician_id, client_id`;

/**
 * Claims the senders' own ids; whoever is second is a resend, whatever time it carries.
 * @returns `receiptKey` of the ids that were new
 */
export async function claimReceipts(
  client: TransactionSql,
  receipts: readonly Receipt[],
): Promise<ReadonlySet<string>> {
  if (receipts.length === 0) return new Set();
  const rows = await client.unsafe<{ tenant_id: string; technician_id: string; client_id: string }[]>(
    claimReceiptsText,
    [
      arrayLiteral(receipts.map((r) => r.tenantId)),
      arrayLiteral(receipts.map((r) => r.technicianId)),
      arrayLiteral(receipts.map((r) => r.clientId)),
    ],
    prepared,
  );
  return new Set(
    rows.map((row) =>
      receiptKey({ tenantId: row.tenant_id, technicianId: row.technician_id, clientId: row.client_id }),
    ),
  );
}

const releaseReceiptsText = `
  delete from fix_receipts r
  using unnest(($1::text)::uuid[], ($2::text)::uuid[], ($3::text)::text[]) as w(tenant_id, technician_id, client_id)
  where r.tenant_id = w.tenant_id and r.technician_id = w.technician_id and r.client_id = w.client_id`;

/** Gives ids back that this transaction has claimed for fixes it does not store. */
export async function releaseReceipts(client: TransactionSql, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return;
  await client.unsafe(
    releaseReceiptsText,
    [
      arrayLiteral(receipts.map((r) => r.tenantId)),
      arrayLiteral(receipts.map((r) => r.technicianId)),
      arrayLiteral(receipts.map((r) => r.clientId)),
    ],
    prepared,
  );
}

const ensureStatesText = `
  insert into tracking_states (tenant_id, technician_id, state, version)
  select t.tenant_id, t.id, ($3::text)::jsonb, floor(random() * 1e9)::int
  from technicians t
  where (t.tenant_id, t.id) in (select * from unnest(($1::text)::uuid[], ($2::text)::uuid[]))
  order by t.tenant_id, t.id
  on conflict do nothing`;

/** Gives technicians that have never sent a fix the row whose lock will queue their fixes. */
export async function ensureStates(client: TransactionSql, keys: readonly TechnicianKey[]): Promise<void> {
  await client.unsafe(
    ensureStatesText,
    [
      arrayLiteral(keys.map((key) => key.tenantId)),
      arrayLiteral(keys.map((key) => key.technicianId)),
      JSON.stringify(packState(initialTrackState)),
    ],
    prepared,
  );
}
