import { distanceMeters } from "@/lib/geo/distance";
import type { AcceptedFix, Fix, JudgeState, TrackState, Verdict } from "./types";

/** The figures of LOC-7. */
export const judgeRules = {
  /** Accuracy of a fix that does not know its own, metres (GEO-3). */
  unknownAccuracyMeters: 50,
  /** A fix coarser than this does not move the marker while a better one is recent. */
  coarseMeters: 150,
  jumpMeters: 1000,
  jumpMps: 90,
  /** A jump is believed once its new place has been consistent for this long. */
  heldMs: 10 * 60_000,
  /** A good fix older than this no longer outranks a coarse one that contradicts it. */
  markerStaleMs: 10 * 60_000,
} as const;

export const initialJudgeState: JudgeState = { last: null, lastGood: null, held: null };

export interface Judgement {
  readonly verdict: Verdict;
  /** A short machine-readable reason, null for a plain good fix. */
  readonly reason: string | null;
  readonly movesMarker: boolean;
  readonly judge: JudgeState;
}

/**
 * The accuracy that decisions use, metres. In our own API and on the phone page a field that was not sent does not
 * count against the fix (0); a tracker that sends none does not know (50), and neither does anyone who sends zero,
 * a negative value or no number (GEO-3).
 */
export function normaliseAccuracy(fix: Pick<Fix, "accuracyMeters" | "source">): number {
  const { accuracyMeters, source } = fix;
  if (accuracyMeters === null) {
    return source === "api" || source === "phone" ? 0 : judgeRules.unknownAccuracyMeters;
  }
  return meaningfulAccuracy(accuracyMeters) ?? judgeRules.unknownAccuracyMeters;
}

/** What the sender said of its accuracy, null when that was nothing or meaningless. */
export function meaningfulAccuracy(accuracyMeters: number | null): number | null {
  return accuracyMeters !== null && accuracyMeters > 0 && Number.isFinite(accuracyMeters)
    ? accuracyMeters
    : null;
}

/** Speed in m/s, null when unknown: negative (iOS), or Android's zero speed with zero bearing. */
export function meaningfulSpeed(fix: Pick<Fix, "speedMps" | "headingDegrees">): number | null {
  const { speedMps, headingDegrees } = fix;
  if (speedMps === null || !(speedMps >= 0) || !Number.isFinite(speedMps)) return null;
  return speedMps === 0 && headingDegrees === 0 ? null : speedMps;
}

/**
 * Judges one fix against what is remembered of its technician (LOC-7). Pure; fixes of one technician come one at a
 * time. Duplicate, late, mock and outlier fixes leave the track alone. Two fixes of the same moment at different
 * places cannot both be right: the one processed first stands, the other is late for the reason `same_time`.
 * @param proven true for a fix of a jump that later ones have confirmed: it is no outlier
 */
export function judgeFix(track: TrackState, fix: Fix, proven = false): Judgement {
  const { judge } = track;
  const refuse = (verdict: Verdict, reason: string | null): Judgement => ({
    verdict,
    reason,
    movesMarker: false,
    judge,
  });
  if (track.newestAt !== null && fix.at <= track.newestAt) {
    if (fix.at < track.newestAt) return refuse("late", "older_than_newest");
    const samePlace = track.newestPoint?.lat === fix.point.lat && track.newestPoint.lng === fix.point.lng;
    return samePlace ? refuse("duplicate", null) : refuse("late", "same_time");
  }
  if (fix.mock) return refuse("mock", null);
  const accepted: AcceptedFix = { at: fix.at, point: fix.point, accuracyMeters: normaliseAccuracy(fix) };
  if (proven) return accept(judge, accepted, "jump_confirmed");
  if (judge.last !== null && jumps(judge.last, accepted)) {
    const { held } = judge;
    const consistent = held !== null && !jumps(held.newest, accepted);
    if (!consistent) {
      return { ...refuse("outlier", "jump"), judge: { ...judge, held: holdFrom(accepted) } };
    }
    if (fix.at - held.since < judgeRules.heldMs) {
      return { ...refuse("outlier", "jump_held"), judge: { ...judge, held: { ...held, newest: accepted } } };
    }
    return accept(judge, accepted, "jump_confirmed");
  }
  return accept(judge, accepted, null);
}

function holdFrom(fix: AcceptedFix): NonNullable<JudgeState["held"]> {
  return { since: fix.at, first: fix, newest: fix };
}

/** More than 1 km at more than 90 m/s, even if both fixes err towards each other as far as they admit. */
export function jumps(from: AcceptedFix, to: AcceptedFix): boolean {
  const meters = distanceMeters(from.point, to.point) - from.accuracyMeters - to.accuracyMeters;
  return meters > judgeRules.jumpMeters && meters > (judgeRules.jumpMps * (to.at - from.at)) / 1000;
}

function accept(judge: JudgeState, accepted: AcceptedFix, reason: string | null): Judgement {
  if (accepted.accuracyMeters <= judgeRules.coarseMeters) {
    const next: JudgeState = { last: accepted, lastGood: accepted, held: null };
    return { verdict: "good", reason, movesMarker: true, judge: next };
  }
  return {
    verdict: "coarse",
    reason: reason ?? "accuracy_over_150",
    movesMarker: contradicts(judge.lastGood, accepted),
    judge: { ...judge, last: accepted, held: null },
  };
}

/**
 * A coarse fix moves the marker only when the last good one is stale and the coarse circle shows that the technician
 * is no longer there: a ring of 2 km says less than the exact place it contains.
 */
function contradicts(lastGood: AcceptedFix | null, coarse: AcceptedFix): boolean {
  if (lastGood === null) return true;
  if (coarse.at - lastGood.at <= judgeRules.markerStaleMs) return false;
  return distanceMeters(lastGood.point, coarse.point) > lastGood.accuracyMeters + coarse.accuracyMeters;
}
