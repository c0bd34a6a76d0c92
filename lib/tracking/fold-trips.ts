import type { LatLng } from "@/lib/geo/types";
import type { EndedTrip, MotionState, TripStep } from "./motion";

/** One trip as steps tell it. Times are epoch ms. */
export interface FoldedTrip {
  readonly startedAt: number;
  readonly from: LatLng;
  /** Null while it goes on. */
  readonly end: EndedTrip | null;
}

/** The trips that steps make, the one under way before them included, in the order they began. */
export function foldTrips(start: MotionState, steps: readonly TripStep[]): FoldedTrip[] {
  const trips: FoldedTrip[] = [];
  let open: FoldedTrip | null =
    start.trip === null ? null : { startedAt: start.trip.startedAt, from: start.trip.from, end: null };
  for (const step of steps) {
    if (step.kind === "started") {
      open = { startedAt: step.startedAt, from: step.from, end: null };
    } else {
      trips.push({ startedAt: step.startedAt, from: step.from, end: step });
      open = null;
    }
  }
  return open === null ? trips : [...trips, open];
}
