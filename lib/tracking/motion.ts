import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";

/**
 * When somebody stands and when he travels (LOC-9). Traccar's report defaults are 300 s for a stop and 500 m for a trip
 * (its configuration reference, `report.trip.*`); a technician's next customer may live nearer than that.
 */
export const motionRules = {
  /** Whoever stays within this of one place, metres … */
  stayMeters: 100,
  /** … for so long has stopped; shorter is a traffic light or a jam, milliseconds. */
  stayMs: 5 * 60_000,
  /** Even if both fixes err as far as they admit, farther than this is away, metres. */
  surelyAwayMeters: 150,
  /** Two fixes less far away have to agree, this far apart, milliseconds (GEO-3). */
  agreementMs: 20_000,
  /** After this long without a fix nobody knows any more whether the trip goes on, milliseconds. */
  silenceMs: 30 * 60_000,
  /** A trip begins at the last fix at the old place if that is no older than this, milliseconds. */
  knownStartMs: 5 * 60_000,
  /** A trip that came back and was never farther away was none, metres. */
  driftMeters: 300,
  /** Steps up to this are jitter, metres. */
  jitterMeters: 15,
  /** A phone that says so stands, metres per second. */
  slowMps: 1,
  /** … and so does one that has not left its place for this long, milliseconds. */
  stillMs: 60_000,
  /** Speeds are measured over no less than this, milliseconds. */
  speedMs: 10_000,
} as const;

/** An accepted fix that is not coarse. Times are epoch ms. */
export interface MotionFix {
  readonly at: number;
  readonly point: LatLng;
  /** 0 = does not count against the fix. */
  readonly accuracyMeters: number;
  readonly speedMps: number | null;
}

interface Spot {
  readonly at: number;
  readonly point: LatLng;
  readonly accuracyMeters: number;
}

/** A trip under way. */
export interface MotionTrip {
  readonly startedAt: number;
  readonly from: LatLng;
  /** Where the distance is counted from next. */
  readonly counted: Spot;
  readonly meters: number;
  readonly maxMps: number;
  /** Farthest from its start, metres. */
  readonly reach: number;
}

/** What is remembered of a technician's motion. JSON-safe and small: it is written with every batch. */
export interface MotionState {
  /** The place of the newest fix, or where a stay of his began that it belongs to. */
  readonly anchor: {
    readonly point: LatLng;
    readonly accuracyMeters: number;
    /** First and newest fix here. */
    readonly since: number;
    readonly last: number;
    /** Distance of the trip when it came here. */
    readonly meters: number;
    /** Whether the newest fix says that he stands, so that time alone makes it a stop. */
    readonly isStill: boolean;
  } | null;
  /** While he stands: the first fix that may have been elsewhere. */
  readonly away: MotionFix | null;
  /** Null while he stands. */
  readonly trip: MotionTrip | null;
}

export const initialMotionState: MotionState = { anchor: null, away: null, trip: null };

export type TripEnd = "stopped" | "silence";

export interface StartedTrip {
  readonly kind: "started";
  readonly startedAt: number;
  readonly from: LatLng;
}

export interface EndedTrip {
  /** `cancelled`: it came back before it got anywhere, as a place that drifts does. */
  readonly kind: "completed" | "cancelled";
  readonly startedAt: number;
  readonly from: LatLng;
  readonly endedAt: number;
  readonly to: LatLng;
  readonly distanceMeters: number;
  readonly maxSpeedMps: number;
  readonly endedBy: TripEnd;
}

export type TripStep = StartedTrip | EndedTrip;

interface MotionStep {
  readonly state: MotionState;
  readonly steps: readonly TripStep[];
}

/**
 * Lets time come to `at`, epoch ms: a phone that stood still and fell silent has stopped, one that was moving is waited for
 * half an hour. What the clock decides is applied before the next fix anyway, whenever this is called.
 */
export function letMotionRest(state: MotionState, at: number): MotionStep {
  const { anchor, trip } = state;
  if (trip === null || anchor === null) return { state, steps: [] };
  if (anchor.isStill && at >= anchor.since + motionRules.stayMs) return stop(state, anchor, trip);
  if (at < anchor.last + motionRules.silenceMs) return { state, steps: [] };
  const ended = endOf(trip, anchor.last, anchor.point, trip.meters, "silence");
  return { state: { anchor, away: null, trip: null }, steps: [ended] };
}

/** One fix after the other, in time order. */
export function stepMotion(before: MotionState, fix: MotionFix): MotionStep {
  const { state, steps } = letMotionRest(before, fix.at);
  const next = state.trip === null ? stand(state, fix) : travel(state, state.trip, fix);
  return steps.length === 0 ? next : { state: next.state, steps: [...steps, ...next.steps] };
}

function stand(state: MotionState, fix: MotionFix): MotionStep {
  const { anchor, away } = state;
  if (anchor === null) return { state: { ...state, anchor: stayFrom(fix, 0) }, steps: [] };
  const meters = distanceMeters(anchor.point, fix.point);
  if (meters - fix.accuracyMeters <= motionRules.stayMeters) {
    return { state: { anchor: { ...anchor, last: fix.at }, away: null, trip: null }, steps: [] };
  }
  // Nobody was heard for long: where he was meanwhile is not known, so that there is nothing to tell a trip from.
  if (fix.at - anchor.last > motionRules.silenceMs)
    return { state: { anchor: stayFrom(fix, 0), away: null, trip: null }, steps: [] };
  const isSure = meters - fix.accuracyMeters - anchor.accuracyMeters > motionRules.surelyAwayMeters;
  const agrees = away !== null && fix.at - away.at >= motionRules.agreementMs;
  if (!isSure && !agrees) return { state: { ...state, away: away ?? fix }, steps: [] };
  return depart(anchor, away ?? fix, fix);
}

function depart(anchor: NonNullable<MotionState["anchor"]>, first: MotionFix, fix: MotionFix): MotionStep {
  const isKnown = first.at - anchor.last <= motionRules.knownStartMs;
  const start: Spot = isKnown
    ? { at: anchor.last, point: anchor.point, accuracyMeters: anchor.accuracyMeters }
    : { at: first.at, point: first.point, accuracyMeters: first.accuracyMeters };
  let trip: MotionTrip = {
    startedAt: start.at,
    from: start.point,
    counted: start,
    meters: 0,
    maxMps: 0,
    reach: 0,
  };
  if (isKnown && first !== fix) trip = countIn(trip, first);
  if (isKnown || first !== fix) trip = countIn(trip, fix);
  return {
    state: { anchor: stayFrom(fix, trip.meters), away: null, trip },
    steps: [{ kind: "started", startedAt: trip.startedAt, from: trip.from }],
  };
}

function travel(state: MotionState, before: MotionTrip, fix: MotionFix): MotionStep {
  const trip = countIn(before, fix);
  const { anchor } = state;
  const stays =
    anchor !== null && distanceMeters(anchor.point, fix.point) - fix.accuracyMeters <= motionRules.stayMeters;
  if (!stays) return { state: { anchor: stayFrom(fix, trip.meters), away: null, trip }, steps: [] };
  const stay = {
    ...anchor,
    last: fix.at,
    isStill: isSlow(fix) || fix.at - anchor.since >= motionRules.stillMs,
  };
  if (fix.at - stay.since >= motionRules.stayMs) return stop(state, stay, trip);
  return { state: { anchor: stay, away: null, trip }, steps: [] };
}

function stop(state: MotionState, anchor: NonNullable<MotionState["anchor"]>, trip: MotionTrip): MotionStep {
  const ended = endOf(trip, anchor.since, anchor.point, anchor.meters, "stopped");
  return { state: { ...state, anchor, away: null, trip: null }, steps: [ended] };
}

function stayFrom(fix: MotionFix, meters: number): NonNullable<MotionState["anchor"]> {
  const { at, point, accuracyMeters } = fix;
  return { point, accuracyMeters, since: at, last: at, meters, isStill: isSlow(fix) };
}

function isSlow({ speedMps }: MotionFix): boolean {
  return speedMps !== null && speedMps < motionRules.slowMps;
}

/** Counts the way to a fix, unless it is within what a phone that lies still jumps about. */
function countIn(trip: MotionTrip, fix: MotionFix): MotionTrip {
  const { counted } = trip;
  const meters = distanceMeters(counted.point, fix.point);
  const reach = Math.max(trip.reach, rounded(distanceMeters(trip.from, fix.point)));
  const jitter = Math.max(motionRules.jitterMeters, (counted.accuracyMeters + fix.accuracyMeters) / 2);
  if (meters <= jitter) return reach === trip.reach ? trip : { ...trip, reach };
  const { at, point, accuracyMeters } = fix;
  return {
    ...trip,
    reach,
    counted: { at, point, accuracyMeters },
    meters: rounded(trip.meters + meters),
    maxMps: Math.max(trip.maxMps, rounded(speedOf(meters, at - counted.at, fix.speedMps))),
  };
}

/** The speed a phone says where its movement does not belie it, else what it moved at; too short a time says nothing. */
function speedOf(meters: number, forMs: number, saidMps: number | null): number {
  const moved = forMs >= motionRules.speedMs ? (meters * 1000) / forMs : null;
  if (saidMps === null) return moved ?? 0;
  return moved === null || saidMps <= 2 * moved + 5 ? saidMps : moved;
}

function endOf(
  { startedAt, from, reach, maxMps }: MotionTrip,
  endedAt: number,
  to: LatLng,
  distance: number,
  endedBy: TripEnd,
): EndedTrip {
  const cameBack =
    reach <= motionRules.driftMeters && distanceMeters(from, to) <= motionRules.surelyAwayMeters;
  return {
    kind: cameBack ? "cancelled" : "completed",
    startedAt,
    from,
    endedAt,
    to,
    distanceMeters: distance,
    maxSpeedMps: maxMps,
    endedBy,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
