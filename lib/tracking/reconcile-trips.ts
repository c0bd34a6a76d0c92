import type { FoldedTrip } from "./fold-trips";
import type { TripStatus } from "./types";

/** What the table says of a trip that may change. Times are epoch ms. */
export interface StoredTrip {
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly status: TripStatus;
  readonly distanceMeters: number | null;
}

export interface TripChanges {
  readonly added: readonly FoldedTrip[];
  /** The same trip on both sides, as the fold knows it better. */
  readonly corrected: readonly { readonly stored: StoredTrip; readonly folded: FoldedTrip }[];
  /** Trips that never were, in the light of what came late. */
  readonly removed: readonly StoredTrip[];
}

/**
 * What has to be done to stored trips so that they say what the folded day says (LOC-8, LOC-9). Two are the same trip when
 * they began at the same time, else when they overlap; each is used once.
 * @param stored trips of the technician that had not ended when the fold began, and all later ones
 * @param underWay when the trip began that was under way where the fold began, epoch ms; null when none was
 * @param start epoch ms from which fixes were folded
 */
export function reconcileTrips(
  stored: readonly StoredTrip[],
  folded: readonly FoldedTrip[],
  underWay: number | null,
  start: number,
): TripChanges {
  const left = stored.toSorted((a, b) => a.startedAt - b.startedAt);
  const take = (fits: (trip: StoredTrip) => boolean) => {
    const index = left.findIndex(fits);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const pairs = new Map<FoldedTrip, StoredTrip>();
  for (const trip of folded) {
    const same = take(({ startedAt }) => startedAt === trip.startedAt);
    if (same) pairs.set(trip, same);
  }
  for (const trip of folded) {
    if (pairs.has(trip)) continue;
    const same = take((candidate) => candidate.status !== "cancelled" && overlaps(candidate, trip));
    if (same) pairs.set(trip, same);
  }
  return {
    added: folded.filter((trip) => !pairs.has(trip)),
    corrected: [...pairs].flatMap(([trip, same]) =>
      differs(same, trip) ? [{ stored: same, folded: trip }] : [],
    ),
    removed: left.filter(
      ({ startedAt, endedAt, status }) =>
        status !== "cancelled" && startedAt !== underWay && (endedAt === null || endedAt > start),
    ),
  };
}

export function statusOf({ end }: FoldedTrip): TripStatus {
  return end === null ? "started" : end.kind;
}

function differs(stored: StoredTrip, folded: FoldedTrip): boolean {
  return (
    stored.startedAt !== folded.startedAt ||
    stored.status !== statusOf(folded) ||
    stored.endedAt !== (folded.end?.endedAt ?? null) ||
    stored.distanceMeters !== (folded.end?.distanceMeters ?? null)
  );
}

function overlaps(stored: StoredTrip, { startedAt, end }: FoldedTrip): boolean {
  return (
    stored.startedAt <= (end?.endedAt ?? Number.POSITIVE_INFINITY) &&
    startedAt <= (stored.endedAt ?? Number.POSITIVE_INFINITY)
  );
}
