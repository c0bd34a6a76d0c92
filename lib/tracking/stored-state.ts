import type { LatLng } from "@/lib/geo/types";
import type { MotionFix, MotionState } from "./motion";
import type { AcceptedFix, JudgeState, TrackState } from "./types";

type StoredPoint = readonly [lat: number, lng: number];
type StoredSpot = readonly [at: number, lat: number, lng: number, accuracyMeters: number];
/** A bare number is the accuracy of the newest fix: that is what was accepted last, most of the time. */
type StoredFix = StoredSpot | number | null;

/**
 * A state as its row holds it: a third of the bytes, because it is written with every batch and what that costs grows with
 * them. Members that say nothing are left out.
 */
export interface StoredState {
  readonly newest?: readonly [at: number] | readonly [at: number, ...StoredPoint];
  readonly judge?: readonly [
    last: StoredFix,
    lastGood: StoredFix,
    held: readonly [since: number, first: StoredSpot, newest: StoredSpot] | null,
  ];
  readonly decidedUntil?: number;
  readonly fences?: TrackState["fences"];
  readonly motion?: readonly [
    anchor:
      | readonly [...StoredPoint, accuracy: number, since: number, last: number, meters: number, still: 0 | 1]
      | null,
    away: readonly [...StoredSpot, speedMps: number | null] | null,
    trip:
      | readonly [
          startedAt: number,
          from: StoredPoint,
          counted: StoredSpot,
          meters: number,
          maxMps: number,
          reach: number,
        ]
      | null,
  ];
}

/** Nothing may be left over: a member that is not packed would be forgotten between two fixes. */
type Nothing = Record<string, never>;

/** The state as it is stored; `unpackState` gives back exactly this one. */
export function packState(state: TrackState): StoredState {
  const { newestAt, newestPoint, judge, decidedUntil, fences, motion, ...rest } = state;
  rest satisfies Nothing;
  return {
    ...(newestAt === null ? {} : { newest: newestPoint ? [newestAt, ...pair(newestPoint)] : [newestAt] }),
    ...(isBlank(judge) ? {} : { judge: packJudge(judge, state) }),
    ...(decidedUntil === null ? {} : { decidedUntil }),
    ...(Object.keys(fences).length === 0 ? {} : { fences }),
    ...(motion === undefined ? {} : { motion: packMotion(motion) }),
  };
}

export function unpackState(stored: StoredState): TrackState {
  const [newestAt = null, lat, lng] = stored.newest ?? [];
  const newestPoint = lat === undefined || lng === undefined ? null : { lat, lng };
  const fix = (one: StoredFix): AcceptedFix | null => {
    if (one === null) return null;
    if (typeof one !== "number") return spotOf(one);
    if (newestAt === null || newestPoint === null)
      throw new Error("a state speaks of a newest fix and has none");
    return { at: newestAt, point: newestPoint, accuracyMeters: one };
  };
  const [last, lastGood, held] = stored.judge ?? [null, null, null];
  return {
    newestAt,
    newestPoint,
    judge: {
      last: fix(last),
      lastGood: fix(lastGood),
      held: held && { since: held[0], first: spotOf(held[1]), newest: spotOf(held[2]) },
    },
    decidedUntil: stored.decidedUntil ?? null,
    fences: stored.fences ?? {},
    ...(stored.motion === undefined ? {} : { motion: unpackMotion(stored.motion) }),
  };
}

function isBlank({ last, lastGood, held }: JudgeState): boolean {
  return last === null && lastGood === null && held === null;
}

function packJudge(
  { last, lastGood, held, ...rest }: JudgeState,
  state: TrackState,
): NonNullable<StoredState["judge"]> {
  rest satisfies Nothing;
  const fix = (one: AcceptedFix | null): StoredFix => {
    if (one === null) return null;
    return isNewest(one, state) ? one.accuracyMeters : spot(one);
  };
  return [fix(last), fix(lastGood), held && [held.since, spot(held.first), spot(held.newest)]];
}

function isNewest({ at, point }: AcceptedFix, { newestAt, newestPoint }: TrackState): boolean {
  return at === newestAt && point.lat === newestPoint?.lat && point.lng === newestPoint.lng;
}

function packMotion({ anchor, away, trip, ...rest }: MotionState): NonNullable<StoredState["motion"]> {
  rest satisfies Nothing;
  return [
    anchor && [
      ...pair(anchor.point),
      anchor.accuracyMeters,
      anchor.since,
      anchor.last,
      anchor.meters,
      anchor.isStill ? 1 : 0,
    ],
    away && [...spot(away), away.speedMps],
    trip && [trip.startedAt, pair(trip.from), spot(trip.counted), trip.meters, trip.maxMps, trip.reach],
  ];
}

function unpackMotion([anchor, away, trip]: NonNullable<StoredState["motion"]>): MotionState {
  return {
    anchor: anchor && {
      point: { lat: anchor[0], lng: anchor[1] },
      accuracyMeters: anchor[2],
      since: anchor[3],
      last: anchor[4],
      meters: anchor[5],
      isStill: anchor[6] === 1,
    },
    away: away && awayOf(away),
    trip: trip && {
      startedAt: trip[0],
      from: { lat: trip[1][0], lng: trip[1][1] },
      counted: spotOf(trip[2]),
      meters: trip[3],
      maxMps: trip[4],
      reach: trip[5],
    },
  };
}

function awayOf([at, lat, lng, accuracyMeters, speedMps]: readonly [
  ...StoredSpot,
  speedMps: number | null,
]): MotionFix {
  return { at, point: { lat, lng }, accuracyMeters, speedMps };
}

function pair({ lat, lng }: LatLng): StoredPoint {
  return [lat, lng];
}

function spot({ at, point, accuracyMeters }: AcceptedFix): StoredSpot {
  return [at, point.lat, point.lng, accuracyMeters];
}

function spotOf([at, lat, lng, accuracyMeters]: StoredSpot): AcceptedFix {
  return { at, point: { lat, lng }, accuracyMeters };
}
