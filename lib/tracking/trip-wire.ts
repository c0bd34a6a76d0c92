import type { trips } from "@/drizzle/schema/trips";
import type { FoldedTrip } from "./fold-trips";
import type { MotionTrip } from "./motion";
import { type StoredTrip, statusOf } from "./reconcile-trips";
import type { TripUpdateWire, TripWire } from "./trip-shapes";
import type { FormerTrip, TripStatus } from "./types";

type TripRow = typeof trips.$inferSelect;

/** Speed and duration of a trip, m/s and whole seconds; null while it goes on. Distance in metres. */
export function tripFigures(startedAt: number, endedAt: number | null, distance: number | null) {
  if (endedAt === null) return { duration_seconds: null, mean_speed_mps: null };
  const seconds = (endedAt - startedAt) / 1000;
  return {
    duration_seconds: Math.round(seconds),
    mean_speed_mps: distance === null || seconds <= 0 ? null : Math.round((distance / seconds) * 10) / 10,
  };
}

/** What there is to tell of a trip: when and how far, never where; places can be asked for by whoever may see them. */
export interface TripNews {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly status: TripStatus;
  readonly distanceMeters: number | null;
  readonly maxSpeedMps: number | null;
}

export function newsOf(trip: FoldedTrip): TripNews {
  const { startedAt, end } = trip;
  return {
    startedAt,
    endedAt: end?.endedAt ?? null,
    status: statusOf(trip),
    distanceMeters: end?.distanceMeters ?? null,
    maxSpeedMps: end?.maxSpeedMps ?? null,
  };
}

/** @param corrected whether something else was told of it before */
export function tripUpdate(
  trip: { readonly id: string; readonly technicianId: string; readonly name: string },
  { startedAt, endedAt, status, distanceMeters, maxSpeedMps }: TripNews,
  corrected: boolean,
): TripUpdateWire {
  return {
    trip_id: trip.id,
    technician_id: trip.technicianId,
    technician_name: trip.name,
    status,
    started_at: new Date(startedAt).toISOString(),
    ended_at: endedAt === null ? null : new Date(endedAt).toISOString(),
    distance_meters: distanceMeters,
    max_speed_mps: maxSpeedMps,
    ...tripFigures(startedAt, endedAt, distanceMeters),
    corrected,
    occurred_at: new Date(endedAt ?? startedAt).toISOString(),
  };
}

/** What a trip said, for the record; null when what the fold says of it is only news: that it has ended. */
export function formerTrip(stored: StoredTrip, folded: FoldedTrip | null): FormerTrip | null {
  if (stored.endedAt === null && folded !== null && stored.startedAt === folded.startedAt) return null;
  if (folded !== null && stored.status === "cancelled" && statusOf(folded) !== "cancelled") return null;
  return {
    startedAt: new Date(stored.startedAt).toISOString(),
    endedAt: stored.endedAt === null ? null : new Date(stored.endedAt).toISOString(),
    distanceMeters: stored.distanceMeters,
  };
}

/** A trip as the API gives it; one under way with how far it has come. */
export function tripWire(row: TripRow, underWay: MotionTrip | null): TripWire {
  const startedAt = row.startedAt.getTime();
  const endedAt = row.endedAt?.getTime() ?? null;
  const going = endedAt === null && underWay?.startedAt === startedAt ? underWay : null;
  return {
    trip_id: row.id,
    technician_id: row.technicianId,
    status: row.status,
    started_at: row.startedAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
    distance_meters: row.distanceMeters ?? going?.meters ?? null,
    max_speed_mps: row.maxSpeedMps ?? going?.maxMps ?? null,
    ...tripFigures(startedAt, endedAt, row.distanceMeters),
    start: { latitude: row.startLat, longitude: row.startLng },
    end: row.endLat === null || row.endLng === null ? null : { latitude: row.endLat, longitude: row.endLng },
    ended_by: row.endedBy,
    ...(row.changedFrom === null
      ? {}
      : {
          changed_from: {
            started_at: row.changedFrom.startedAt,
            ended_at: row.changedFrom.endedAt,
            distance_meters: row.changedFrom.distanceMeters,
          },
        }),
  };
}
