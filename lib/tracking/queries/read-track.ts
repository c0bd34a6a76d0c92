import { and, eq, sql } from "drizzle-orm";
import { technicians } from "@/drizzle/schema/technicians";
import { trips } from "@/drizzle/schema/trips";
import type { Tx } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { thinTrack } from "../playback/thin-track";
import type { TrackStopWire, TrackVisitWire, TrackWire } from "../playback/track-wire";
import { stopsBetween } from "../stops-between";
import type { TechnicianKey } from "../technician-key";
import { type TripRow, tripsOf } from "./trips";

/** Points of an answer: more cannot be told apart on a screen. */
const MOST_POINTS = 3_000;
/** Two days at one fix a second. */
const MOST_FIXES = 175_000;
const MOST_TRIPS = 1_000;

export interface TrackSpan {
  readonly from: Date;
  /** Inclusive: a trip ends with the fix that ends it. */
  readonly to: Date;
}

/** A trip by its id; null when there is none, or none any more. */
export async function tripById(tx: Tx, tenantId: string, id: string): Promise<TripRow | null> {
  const [row] = await tx
    .select()
    .from(trips)
    .where(and(eq(trips.tenantId, tenantId), eq(trips.id, id)));
  return row ?? null;
}

/**
 * What there is to play back of a technician's time: accepted fixes, stops between trips, stays at jobs.
 * @throws AppError not_found when there is no such technician, impossible when there are more fixes than two days hold
 */
export async function readTrack(tx: Tx, key: TechnicianKey, span: TrackSpan): Promise<TrackWire> {
  const { tenantId, technicianId } = key;
  const [technician] = await tx
    .select({ name: technicians.fullName })
    .from(technicians)
    .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)));
  if (!technician) throw new AppError("not_found", "There is no such technician.");
  const fixes = await readFixes(tx, key, span);
  return {
    technician_id: technicianId,
    technician_name: technician.name,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    trip: null,
    fixes: thinTrack(fixes, MOST_POINTS).map(({ at, point, speed, heading, battery }) => ({
      recorded_at: new Date(at).toISOString(),
      latitude: point.lat,
      longitude: point.lng,
      speed,
      heading,
      battery,
    })),
    fixes_total: fixes.length,
    stops: await readStops(tx, key, span),
    visits: await readVisits(tx, key, span),
  };
}

interface FixRow extends Record<string, unknown> {
  at: number;
  lat: number;
  lng: number;
  speed: number | null;
  heading: number | null;
  battery: number | null;
}

async function readFixes(tx: Tx, { tenantId, technicianId }: TechnicianKey, { from, to }: TrackSpan) {
  const rows = await tx.execute<FixRow>(sql`
    select (extract(epoch from recorded_at) * 1000)::float8 as at, lat, lng, speed_mps as speed,
      heading_degrees as heading, battery_percent as battery
    from fixes
    where tenant_id = ${tenantId} and technician_id = ${technicianId} and verdict in ('good', 'late')
      and recorded_at >= ${from.toISOString()}::timestamptz and recorded_at <= ${to.toISOString()}::timestamptz
    order by recorded_at, lat, lng
    limit ${MOST_FIXES + 1}`);
  if (rows.length > MOST_FIXES) {
    throw new AppError("impossible", "This is too much to play back: choose a shorter time.");
  }
  return rows.map(({ at, lat, lng, ...rest }) => ({ at, point: { lat, lng }, ...rest }));
}

async function readStops(tx: Tx, key: TechnicianKey, span: TrackSpan): Promise<TrackStopWire[]> {
  const rows = await tripsOf(
    tx,
    key.tenantId,
    key.technicianId,
    { ...span, statuses: ["started", "completed"] },
    MOST_TRIPS,
  );
  return stopsBetween(
    rows.map((row) => ({
      startedAt: row.startedAt.getTime(),
      endedAt: row.endedAt?.getTime() ?? null,
      to: row.endLat === null || row.endLng === null ? null : { lat: row.endLat, lng: row.endLng },
    })),
  ).map(({ at, arrivedAt, departedAt }) => ({
    latitude: at.lat,
    longitude: at.lng,
    arrived_at: new Date(arrivedAt).toISOString(),
    departed_at: departedAt === null ? null : new Date(departedAt).toISOString(),
  }));
}

interface VisitRow extends Record<string, unknown> {
  visit_id: string;
  job_id: string;
  job_number: number;
  job_title: string;
  latitude: number;
  longitude: number;
  arrived_at: number;
  departed_at: number | null;
}

async function readVisits(
  tx: Tx,
  { tenantId, technicianId }: TechnicianKey,
  { from, to }: TrackSpan,
): Promise<TrackVisitWire[]> {
  const rows = await tx.execute<VisitRow>(sql`
    select v.id as visit_id, j.id as job_id, j.number as job_number, j.title as job_title, s.lat as latitude,
      s.lng as longitude, (extract(epoch from v.arrived_at) * 1000)::float8 as arrived_at,
      (extract(epoch from v.departed_at) * 1000)::float8 as departed_at
    from visits v join jobs j on j.tenant_id = v.tenant_id and j.id = v.job_id
      join sites s on s.tenant_id = j.tenant_id and s.id = j.site_id
    where v.tenant_id = ${tenantId} and v.technician_id = ${technicianId}
      and v.arrived_at <= ${to.toISOString()}::timestamptz
      and (v.departed_at is null or v.departed_at >= ${from.toISOString()}::timestamptz)
    order by v.arrived_at, v.id`);
  return rows.map((row) => ({
    ...row,
    arrived_at: new Date(row.arrived_at).toISOString(),
    departed_at: row.departed_at === null ? null : new Date(row.departed_at).toISOString(),
  }));
}
