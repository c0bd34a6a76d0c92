import type { TransactionSql } from "postgres";
import type { Work } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import type { FoldedTrip } from "../fold-trips";
import { reconcileTrips, type StoredTrip } from "../reconcile-trips";
import type { TrackedTechnician } from "../tracked-technician";
import { formerTrip, newsOf } from "../trip-wire";
import type { TripStatus } from "../types";
import { type TripRow, tellTrip, upsertTrips } from "./write-trips";

/** How much earlier than its last fix a trip may be said to have ended, milliseconds: the longest stay that is no stop. */
const DATED_BACK_MS = 3_600_000;

/**
 * Makes stored trips say what the folded day says, and tells of what is new (LOC-8, LOC-9). Runs under the technician's lock.
 * @param fold when it started and which trip was under way then, epoch ms
 * @param now epoch ms: when we learned of it
 */
export async function applyFoldedTrips(
  unit: Work,
  client: TransactionSql,
  technician: Pick<TrackedTechnician, "technicianId" | "name">,
  fold: { readonly start: number; readonly underWay: number | null; readonly trips: readonly FoldedTrip[] },
  now: number,
): Promise<void> {
  const { technicianId } = technician;
  const { tenantId } = unit;
  const stored = await storedTrips(client, tenantId, technicianId, fold.start);
  const { added, corrected, removed } = reconcileTrips(stored, fold.trips, fold.underWay, fold.start);
  for (const trip of removed) await cancel(client, tenantId, trip);
  for (const { stored: was, folded } of corrected) {
    if (was.startedAt !== folded.startedAt) await moveStart(client, tenantId, was.id, folded.startedAt);
  }
  const rows = [
    ...corrected.map(({ stored: was, folded }): TripRow => {
      return { id: was.id, technicianId, trip: folded, changedFrom: formerTrip(was, folded) };
    }),
    ...added.map((trip): TripRow => ({ id: newId(now), technicianId, trip, changedFrom: null })),
  ];
  // Whatever is open now is written when no other one is any more.
  await upsertTrips(
    client,
    tenantId,
    rows.filter(({ trip }) => trip.end !== null),
  );
  await upsertTrips(
    client,
    tenantId,
    rows.filter(({ trip }) => trip.end === null),
  );
  for (const { id, trip, changedFrom } of rows)
    tellTrip(unit, { ...technician, id }, newsOf(trip), changedFrom !== null);
  for (const { id, startedAt, endedAt } of removed) {
    const news = { startedAt, endedAt: endedAt ?? startedAt, distanceMeters: null, maxSpeedMps: null };
    tellTrip(unit, { ...technician, id }, { ...news, status: "cancelled" }, true);
  }
}

async function storedTrips(
  client: TransactionSql,
  tenantId: string,
  technicianId: string,
  start: number,
): Promise<StoredTrip[]> {
  const rows = await client<
    { id: string; started: number; ended: number | null; status: TripStatus; meters: number | null }[]
  >`
    select id, (extract(epoch from started_at) * 1000)::float8 as started,
           (extract(epoch from ended_at) * 1000)::float8 as ended, status, distance_meters as meters
    from trips
    where tenant_id = ${tenantId} and technician_id = ${technicianId}
      and (ended_at is null or ended_at >= to_timestamp(${start - DATED_BACK_MS}::float8 / 1000))`;
  return rows.map((row) => ({
    id: row.id,
    startedAt: Math.round(row.started),
    endedAt: row.ended === null ? null : Math.round(row.ended),
    status: row.status,
    distanceMeters: row.meters,
  }));
}

async function cancel(client: TransactionSql, tenantId: string, trip: StoredTrip): Promise<void> {
  await client`
    update trips
    set status = 'cancelled', ended_at = coalesce(ended_at, started_at), ended_by = null, distance_meters = null,
      max_speed_mps = null, end_lat = null, end_lng = null,
      changed_from = coalesce(changed_from, ${JSON.stringify(formerTrip(trip, null))}::text::jsonb), updated_at = now()
    where tenant_id = ${tenantId} and id = ${trip.id}`;
}

async function moveStart(
  client: TransactionSql,
  tenantId: string,
  id: string,
  startedAt: number,
): Promise<void> {
  await client`
    update trips set started_at = to_timestamp(${startedAt}::float8 / 1000)
    where tenant_id = ${tenantId} and id = ${id}`;
}
