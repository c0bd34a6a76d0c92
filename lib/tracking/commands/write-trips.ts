import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { Work } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import { type FoldedTrip, foldTrips } from "../fold-trips";
import { initialMotionState, type TripStep } from "../motion";
import { statusOf } from "../reconcile-trips";
import type { TrackedTechnician } from "../tracked-technician";
import { newsOf, type TripNews, tripUpdate } from "../trip-wire";
import type { FormerTrip } from "../types";

type Driver = Pick<TrackedTechnician, "technicianId" | "name">;

export interface TripRow {
  readonly id: string;
  readonly technicianId: string;
  readonly trip: FoldedTrip;
  readonly changedFrom: FormerTrip | null;
}

const columnsText = `unnest(($2::text)::uuid[], ($3::text)::uuid[], ($4::text)::float8[], ($5::text)::float8[], ($6::text)::text[],
  ($7::text)::text[], ($8::text)::float8[], ($9::text)::float8[], ($10::text)::float8[], ($11::text)::float8[],
  ($12::text)::float8[], ($13::text)::float8[], ($14::text)::jsonb[])
  as w(id, technician_id, started, ended, status, ended_by, start_lat, start_lng, end_lat, end_lng, meters, max_mps, changed_from)`;

/** In order of start, so that a trip has ended before the next one is open. */
const upsertText = `
  insert into trips as t (tenant_id, id, technician_id, started_at, ended_at, status, ended_by, start_lat, start_lng, end_lat,
    end_lng, distance_meters, max_speed_mps, changed_from)
  select $1, id, technician_id, to_timestamp(started / 1000), to_timestamp(ended / 1000), status, ended_by, start_lat,
    start_lng, end_lat, end_lng, meters, max_mps, changed_from
  from ${columnsText}
  order by started
  on conflict (tenant_id, technician_id, started_at) do update
  set ended_at = excluded.ended_at, status = excluded.status, ended_by = excluded.ended_by,
    start_lat = excluded.start_lat, start_lng = excluded.start_lng, end_lat = excluded.end_lat,
    end_lng = excluded.end_lng, distance_meters = excluded.distance_meters, max_speed_mps = excluded.max_speed_mps,
    changed_from = coalesce(t.changed_from, excluded.changed_from), updated_at = now()
  returning id, technician_id, (extract(epoch from started_at) * 1000)::float8 as started`;

/** Stores trips under their start; one that is there already keeps its id. @returns ids by `technicianId startedAt` */
export async function upsertTrips(
  client: TransactionSql,
  tenantId: string,
  rows: readonly TripRow[],
): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const stored = await client.unsafe<{ id: string; technician_id: string; started: number }[]>(
    upsertText,
    valuesOf(tenantId, rows),
    { prepare: true },
  );
  return new Map(stored.map((row) => [`${row.technician_id} ${Math.round(row.started)}`, row.id]));
}

/** The parameters of `columnsText`, the tenant first. */
function valuesOf(tenantId: string, rows: readonly TripRow[]): string[] {
  const column = (cell: (row: TripRow) => string | number | null) => arrayLiteral(rows.map(cell));
  return [
    tenantId,
    column((row) => row.id),
    column((row) => row.technicianId),
    column(({ trip }) => trip.startedAt),
    column(({ trip }) => trip.end?.endedAt ?? null),
    column(({ trip }) => statusOf(trip)),
    column(({ trip }) => trip.end?.endedBy ?? null),
    column(({ trip }) => trip.from.lat),
    column(({ trip }) => trip.from.lng),
    column(({ trip }) => trip.end?.to.lat ?? null),
    column(({ trip }) => trip.end?.to.lng ?? null),
    column(({ trip }) => trip.end?.distanceMeters ?? null),
    column(({ trip }) => trip.end?.maxSpeedMps ?? null),
    column(({ changedFrom }) => (changedFrom === null ? null : JSON.stringify(changedFrom))),
  ];
}

/**
 * Stores trips that began or ended, of technicians of one tenant, and tells of them (LOC-9). One statement, however many.
 * @param now epoch ms: when we learned of them
 */
export async function settleTrips(
  unit: Work,
  client: TransactionSql,
  moved: readonly { readonly technician: Driver; readonly steps: readonly TripStep[] }[],
  now: number,
): Promise<void> {
  const trips = moved.flatMap(({ technician, steps }) =>
    foldTrips(initialMotionState, steps).map((trip) => ({ technician, trip })),
  );
  const ids = await upsertTrips(
    client,
    unit.tenantId,
    trips.map(({ technician: { technicianId }, trip }) => {
      return { id: newId(now), technicianId, trip, changedFrom: null };
    }),
  );
  for (const { technician, trip } of trips) {
    const id = ids.get(`${technician.technicianId} ${trip.startedAt}`);
    if (id !== undefined) tellTrip(unit, { ...technician, id }, newsOf(trip), false);
  }
}

export function tellTrip(
  unit: Work,
  { id, technicianId, name }: Driver & { readonly id: string },
  news: TripNews,
  corrected: boolean,
): void {
  unit.emit({
    type: "trip_update",
    technicianId,
    jobId: null,
    occurredAt: new Date(news.endedAt ?? news.startedAt),
    payload: { ...tripUpdate({ id, technicianId, name }, news, corrected) },
  });
}
