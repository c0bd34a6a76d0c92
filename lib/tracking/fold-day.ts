import type { FenceRules } from "@/lib/geofence/types";
import { type FoldedTrip, foldTrips } from "./fold-trips";
import { foldVisits } from "./fold-visits";
import { initialMotionState, type TripStep } from "./motion";
import { advanceClock, applyHandInput, processFix } from "./process-fix";
import { provenFixes } from "./proven-fixes";
import { inOrder } from "./step-fences";
import type {
  CandidateJob,
  Fix,
  FoldedVisit,
  HandInput,
  JobTransition,
  ProcessedFix,
  TrackState,
} from "./types";

export interface DayInput {
  /** What was known before the first of these fixes. */
  readonly startState: TrackState;
  /** In any order, repeats included; all newer than `startState.newestAt`. */
  readonly fixes: readonly Fix[];
  readonly handInputs: readonly HandInput[];
  readonly candidates: readonly CandidateJob[];
  readonly rules: FenceRules;
  /** How far time has come, epoch ms; not before the newest fix. */
  readonly until: number;
}

export interface FoldedDay {
  readonly state: TrackState;
  /** One result per fix, by time. A repeated fix has one for each time it was given. */
  readonly results: readonly { readonly fixId: string; readonly result: ProcessedFix }[];
  readonly transitions: readonly JobTransition[];
  /** By arrival, then job; those already open in `startState` included. */
  readonly visits: readonly FoldedVisit[];
  /** By start; the one under way in `startState` included. */
  readonly trips: readonly FoldedTrip[];
}

/**
 * Folds fixes and hand inputs of one technician in time order, as if each had arrived live (LOC-8). The result is
 * the same for every order of arrival, batch size and number of repeats. Fixes of a jump that was confirmed count from the
 * first on. Of two fixes of one moment at two places
 * the one with the smaller latitude, longitude, id stands; hand inputs follow the fixes of their moment.
 */
export function foldDay(day: DayInput): FoldedDay {
  const steps = foldDaySteps(day);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Fixes of one step of `foldDaySteps`: some milliseconds. */
const STEP_FIXES = 250;

/** The same, pausing now and then for whoever cannot wait until a long day is folded. */
export function* foldDaySteps(day: DayInput): Generator<void, FoldedDay> {
  const { candidates, rules } = day;
  const fixes = day.fixes.toSorted(byTimeAndPlace);
  const proven = provenFixes(day.startState, fixes);
  const hands = day.handInputs.toSorted(byTimeAndJob);
  const results: { fixId: string; result: ProcessedFix }[] = [];
  const transitions: JobTransition[] = [];
  const trips: TripStep[] = [];
  let state = day.startState;
  let nextHand = 0;
  const applyHandsBefore = (at: number) => {
    for (let hand = hands[nextHand]; hand !== undefined && hand.input.at < at; hand = hands[++nextHand]) {
      const step = applyHandInput(state, hand, candidates, rules);
      state = step.state;
      transitions.push(...step.transitions);
    }
  };
  for (const [index, fix] of fixes.entries()) {
    if (index % STEP_FIXES === STEP_FIXES - 1) yield;
    applyHandsBefore(fix.at);
    const step = processFix(state, fix, candidates, rules, proven.has(fix));
    state = step.state;
    results.push({ fixId: fix.fixId, result: step.result });
    transitions.push(...step.result.transitions);
    trips.push(...step.result.trips);
  }
  applyHandsBefore(Number.POSITIVE_INFINITY);
  const end = advanceClock(state, day.until, candidates, rules);
  const ordered = inOrder([...transitions, ...end.transitions]);
  return {
    state: end.state,
    results,
    transitions: ordered,
    visits: foldVisits(day.startState, ordered),
    trips: foldTrips(day.startState.motion ?? initialMotionState, [...trips, ...end.trips]),
  };
}

function byTimeAndPlace(a: Fix, b: Fix): number {
  return (
    a.at - b.at || a.point.lat - b.point.lat || a.point.lng - b.point.lng || compareText(a.fixId, b.fixId)
  );
}

function byTimeAndJob(a: HandInput, b: HandInput): number {
  return a.input.at - b.input.at || compareText(a.jobId, b.jobId) || compareText(a.input.kind, b.input.kind);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
