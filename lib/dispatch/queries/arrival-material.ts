import { and, eq, isNull, sql } from "drizzle-orm";
import { shifts } from "@/drizzle/schema/technicians";
import { tenants } from "@/drizzle/schema/tenants";
import { positions } from "@/drizzle/schema/tracking";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { Tx } from "@/lib/db/transaction";
import type { ArrivalWire } from "../arrival-wire";
import { type NextArrival, nextArrivals } from "../next-arrivals";
import { RECENT_MS, type TimedPlace } from "../recent-speed";
import { SILENT_AFTER_MS } from "../silence";
import { ASSUMED_TRAVEL } from "../travel-pace";
import type { MeasuredTravel } from "../types";
import { arrivalWires } from "./arrivals";
import { plannedJobs } from "./planned-jobs";

/** A fix less exact than this says little about speed, metres. */
const EXACT_METERS = 50;

/** What estimates are made from. */
export interface ArrivalMaterial {
  readonly next: readonly NextArrival[];
  /** Newest place of each technician, by id. */
  readonly places: ReadonlyMap<string, TimedPlace>;
  /** Places of the last minutes of those who are on the way, by id, in time order. */
  readonly recent: ReadonlyMap<string, readonly TimedPlace[]>;
  readonly travel: MeasuredTravel;
  readonly held: readonly ArrivalWire[];
}

/** Everything that tells when a company's technicians reach their next jobs. */
export async function arrivalMaterial(tx: Tx, tenantId: string, now: Date): Promise<ArrivalMaterial> {
  const onShift = await tx
    .select({ id: shifts.technicianId })
    .from(shifts)
    .where(and(eq(shifts.tenantId, tenantId), isNull(shifts.endedAt)));
  const jobs = onShift.length === 0 ? [] : await plannedJobs(tx, tenantId, now);
  const next = nextArrivals(jobs, new Set(onShift.map(({ id }) => id)));
  const driving = next.filter(({ onTheWay }) => onTheWay).map(({ technicianId }) => technicianId);
  const [places, recent, travel, held] = await Promise.all([
    next.length === 0 ? new Map<string, TimedPlace>() : placesOf(tx, tenantId),
    driving.length === 0 ? new Map<string, TimedPlace[]>() : recentPlaces(tx, tenantId, driving, now),
    measuredTravel(tx, tenantId),
    arrivalWires(tx, tenantId),
  ]);
  return { next, places, recent, travel, held };
}

async function placesOf(tx: Tx, tenantId: string): Promise<Map<string, TimedPlace>> {
  const rows = await tx.select().from(positions).where(eq(positions.tenantId, tenantId));
  return new Map(
    rows.map(({ technicianId, lat, lng, recordedAt }) => [
      technicianId,
      { point: { lat, lng }, at: recordedAt.getTime() },
    ]),
  );
}

async function recentPlaces(
  tx: Tx,
  tenantId: string,
  technicianIds: readonly string[],
  now: Date,
): Promise<Map<string, TimedPlace[]>> {
  const since = new Date(now.getTime() - SILENT_AFTER_MS - RECENT_MS).toISOString();
  const rows = await tx.execute<{ technician_id: string; lat: number; lng: number; at: number }>(sql`
    select technician_id, lat, lng, (extract(epoch from recorded_at) * 1000)::float8 as at
    from fixes
    where tenant_id = ${tenantId} and technician_id = any((${arrayLiteral(technicianIds)}::text)::uuid[])
      and recorded_at > ${since}::timestamptz and verdict = 'good' and coalesce(accuracy_meters, 0) <= ${EXACT_METERS}
    order by technician_id, recorded_at`);
  const found = new Map<string, TimedPlace[]>();
  for (const { technician_id, lat, lng, at } of rows) {
    const places = found.get(technician_id) ?? [];
    found.set(technician_id, places);
    places.push({ point: { lat, lng }, at });
  }
  return found;
}

async function measuredTravel(tx: Tx, tenantId: string): Promise<MeasuredTravel> {
  const [row] = await tx
    .select({ measured: tenants.measuredTravel })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return row?.measured ?? ASSUMED_TRAVEL;
}
