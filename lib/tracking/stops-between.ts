import type { LatLng } from "@/lib/geo/types";

export interface TripSpan {
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  readonly to: LatLng | null;
}

export interface Stop {
  readonly at: LatLng;
  readonly arrivedAt: number;
  /** Null when the next trip has not begun. */
  readonly departedAt: number | null;
}

/**
 * Where somebody stood between his trips (LOC-9): from the end of each to the start of the next.
 * @param trips completed ones and the one under way, in the order they began; times epoch ms
 */
export function stopsBetween(trips: readonly TripSpan[]): Stop[] {
  return trips.flatMap((trip, index) => {
    if (trip.endedAt === null || trip.to === null) return [];
    const next = trips[index + 1];
    return [{ at: trip.to, arrivedAt: trip.endedAt, departedAt: next?.startedAt ?? null }];
  });
}
