import { fenceDeadline } from "@/lib/geofence/machine";
import type { FenceFix, FenceRules } from "@/lib/geofence/types";
import {
  initialJudgeState,
  judgeFix,
  meaningfulAccuracy,
  meaningfulSpeed,
  normaliseAccuracy,
} from "./judge-fix";
import { initialMotionState, letMotionRest, type MotionFix, stepMotion, type TripStep } from "./motion";
import { stepFences, stepFencesByHand } from "./step-fences";
import type { CandidateJob, Fix, HandInput, JobTransition, ProcessedFix, TrackState } from "./types";

export const initialTrackState: TrackState = {
  newestAt: null,
  newestPoint: null,
  judge: initialJudgeState,
  decidedUntil: null,
  fences: {},
};

export interface TrackStep {
  readonly state: TrackState;
  readonly transitions: readonly JobTransition[];
  readonly trips: readonly TripStep[];
}

/**
 * One fix of one technician through judge and fences. Candidates are all jobs that may have a visit at that time,
 * in any order, those with an open visit and those taken away since included; the entry of a job that is not among
 * them is kept while its visit is open and dropped otherwise. Times are epoch ms; fixes come in time order. A late
 * one changes nothing, an overtaken one no fence (fold the day again with `foldDay`).
 * @param proven true for a fix of a jump that later ones have confirmed
 */
export function processFix(
  state: TrackState,
  fix: Fix,
  candidates: readonly CandidateJob[],
  rules: FenceRules,
  proven = false,
): { readonly state: TrackState; readonly result: ProcessedFix } {
  const { verdict, reason, movesMarker, judge } = judgeFix(state, fix, proven);
  const provenSince = reason === "jump_confirmed" ? (state.judge.held?.since ?? null) : null;
  const judged = { verdict, reason, movesMarker, provenSince, transitions: [], trips: [] };
  if (verdict === "duplicate" || verdict === "late") {
    return { state, result: { ...judged, overtaken: false } };
  }
  const heard = { ...state, newestAt: fix.at, newestPoint: fix.point, judge };
  if (isOvertaken(state, fix.at)) {
    return { state: heard, result: { ...judged, overtaken: true } };
  }
  const accepted = verdict === "good" || verdict === "coarse";
  const input = accepted
    ? ({ kind: "fix", fix: fenceFixOf(fix) } as const)
    : ({ kind: "clock", at: fix.at } as const);
  const { fences, transitions } = stepFences(state, input, candidates, rules);
  const before = state.motion ?? initialMotionState;
  const motion = verdict === "good" ? stepMotion(before, motionFixOf(fix)) : letMotionRest(before, fix.at);
  return {
    state: { ...heard, decidedUntil: null, fences, motion: motion.state },
    result: { ...judged, overtaken: false, transitions, trips: motion.steps },
  };
}

/**
 * From when on a day has to be folded again because of one of its fixes, epoch ms; null when what was decided stands. A late
 * fix counts only when it was not stored before.
 * @param at of the fix, epoch ms
 */
export function staleFrom(at: number, { verdict, overtaken, provenSince }: ProcessedFix): number | null {
  return provenSince ?? (overtaken || verdict === "late" ? at : null);
}

/** Whether the clock or a person decided something that a fix of that time (epoch ms) might have changed. */
export function isOvertaken({ decidedUntil }: TrackState, at: number): boolean {
  return decidedUntil !== null && at < decidedUntil;
}

/**
 * Lets time come to `at` (epoch ms): decides what the clock decides, takes jobs away that were taken away by then. A fix
 * from before `at` that comes afterwards is overtaken if that has changed anything.
 */
export function advanceClock(
  state: TrackState,
  at: number,
  candidates: readonly CandidateJob[],
  rules: FenceRules,
): TrackStep {
  const { fences, transitions } = stepFences(state, { kind: "clock", at }, candidates, rules);
  const motion = letMotionRest(state.motion ?? initialMotionState, at);
  const trips = motion.steps;
  if (fences === state.fences && trips.length === 0) return { state, transitions, trips };
  return {
    state: {
      ...state,
      decidedUntil: later(state.decidedUntil, at),
      fences,
      ...(trips.length === 0 ? {} : { motion: motion.state }),
    },
    transitions,
    trips,
  };
}

/**
 * When `advanceClock` will next decide something about the fences if no fix comes first, epoch ms; null when nothing waits.
 * Trips are looked after once a minute instead: their deadline moves with every fix.
 */
export function nextDeadline(state: TrackState, rules: FenceRules): number | null {
  let next: number | null = null;
  for (const fence of Object.values(state.fences)) {
    const deadline = fenceDeadline(fence, rules);
    if (deadline !== null && (next === null || deadline < next)) next = deadline;
  }
  return next;
}

/**
 * A check-in or check-out by a person. The job has to be among the candidates, else nothing happens; its time window
 * does not matter, but a job that was taken away before stays closed. An input older than `state.newestAt` is
 * applied as it comes; folding the day again puts it in its place. Fixes of its moment and before are overtaken by it.
 */
export function applyHandInput(
  state: TrackState,
  hand: HandInput,
  candidates: readonly CandidateJob[],
  rules: FenceRules,
): TrackStep {
  const { fences, transitions } = stepFencesByHand(state, hand, candidates, rules);
  if (fences === state.fences) return { state, transitions, trips: [] };
  // Times are whole milliseconds, and fixes of the same one come before what people do.
  return {
    state: { ...state, decidedUntil: later(state.decidedUntil, hand.input.at + 1), fences },
    transitions,
    trips: [],
  };
}

function later(a: number | null, b: number): number {
  return Math.max(a ?? b, b);
}

function motionFixOf(fix: Fix): MotionFix {
  const { at, point } = fix;
  return { at, point, accuracyMeters: normaliseAccuracy(fix), speedMps: meaningfulSpeed(fix) };
}

/** A fix as the fences see it: accuracy and speed cleaned of the values that mean "unknown". */
export function fenceFixOf(fix: Fix): FenceFix {
  return {
    fixId: fix.fixId,
    at: fix.at,
    point: fix.point,
    accuracyMeters: normaliseAccuracy(fix),
    reportedAccuracyMeters: meaningfulAccuracy(fix.accuracyMeters),
    speedMps: meaningfulSpeed(fix),
  };
}
