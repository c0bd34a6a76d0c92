import { type FoldedTrip, foldTrips } from "@/lib/tracking/fold-trips";
import { initialMotionState, type TripStep } from "@/lib/tracking/motion";
import { reconcileTrips, type StoredTrip, statusOf } from "@/lib/tracking/reconcile-trips";

/** The trips of one technician as the commands keep them, without a database. */
export class BookedTrips {
  private rows: StoredTrip[] = [];
  private next = 1;

  /** As `write-trips.ts` does for what a batch or the clock decided. */
  settle(steps: readonly TripStep[]): void {
    for (const trip of foldTrips(initialMotionState, steps)) this.put(trip);
  }

  /** As `apply-folded-trips.ts` does for a day that was folded again. */
  reconcile(folded: readonly FoldedTrip[], underWay: number | null, start: number): void {
    const stored = this.rows.filter(({ endedAt }) => endedAt === null || endedAt >= start - 3_600_000);
    const { added, corrected, removed } = reconcileTrips(stored, folded, underWay, start);
    for (const { id } of removed) this.drop(id);
    for (const { stored: was, folded: trip } of corrected) {
      this.drop(was.id);
      this.put(trip);
    }
    for (const trip of added) this.put(trip);
  }

  /** Those that were made, by start: when they began and ended, how far, at what speed at most. */
  get all() {
    return this.rows
      .filter(({ status }) => status !== "cancelled")
      .map(({ id: _, ...trip }) => trip)
      .sort((a, b) => a.startedAt - b.startedAt);
  }

  private drop(gone: string): void {
    this.rows = this.rows.filter(({ id }) => id !== gone);
  }

  private put(trip: FoldedTrip): void {
    const same = this.rows.find(({ startedAt }) => startedAt === trip.startedAt);
    if (same) this.drop(same.id);
    this.rows.push({
      id: same?.id ?? `trip ${this.next++}`,
      startedAt: trip.startedAt,
      endedAt: trip.end?.endedAt ?? null,
      status: statusOf(trip),
      distanceMeters: trip.end?.distanceMeters ?? null,
    });
  }
}
