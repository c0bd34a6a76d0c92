import type { FenceRules } from "@/lib/geofence/types";
import type { TripStep } from "./motion";
import { isOvertaken, nextDeadline, processFix } from "./process-fix";
import type { IncomingFix } from "./schema";
import type { TrackedTechnician } from "./tracked-technician";
import type { JobTransition, ProcessedFix, TrackState } from "./types";

/** How often a state is kept for rebuilds to start from: by the hour of the fix, milliseconds. */
const CHECKPOINT_MS = 3_600_000;

export interface FoldedFix {
  readonly incoming: IncomingFix;
  readonly result: ProcessedFix;
}

export interface FoldedBatch {
  readonly state: TrackState;
  /** In time order, which need not be the order given. */
  readonly fixes: readonly FoldedFix[];
  readonly transitions: readonly (JobTransition & { readonly fixId: string })[];
  /** In the order in which they happened. */
  readonly trips: readonly TripStep[];
  /** Newest fix that moves the marker, if any did. */
  readonly marker: IncomingFix | null;
  /** State before the first fix of each new hour, where nothing hangs in the balance. */
  readonly checkpoints: readonly { readonly at: number; readonly state: TrackState }[];
  /** When the clock alone would next decide something; null unless that has changed. */
  readonly newDeadline: number | null;
}

/** Order that does not depend on how fixes arrived. */
export function byTimeThenPlace(a: IncomingFix, b: IncomingFix): number {
  return a.fix.at - b.fix.at || a.fix.point.lat - b.fix.point.lat || a.fix.point.lng - b.fix.point.lng;
}

/** Judges the fixes of one technician that wait together, in time order. */
export function foldBatch(
  technician: Pick<TrackedTechnician, "state" | "rules" | "candidates">,
  incoming: readonly IncomingFix[],
): FoldedBatch {
  let state = technician.state;
  const before = nextDeadline(state, technician.rules);
  const fixes: FoldedFix[] = [];
  const transitions: (JobTransition & { fixId: string })[] = [];
  const trips: TripStep[] = [];
  const checkpoints: { at: number; state: TrackState }[] = [];
  let marker: IncomingFix | null = null;
  for (const one of incoming.length > 1 ? [...incoming].sort(byTimeThenPlace) : incoming) {
    if (startsHour(state.newestAt, one.fix.at) && isSettled(state, one.fix.at, technician.rules))
      checkpoints.push({ at: one.fix.at, state });
    const step = processFix(state, one.fix, technician.candidates, technician.rules);
    state = step.state;
    fixes.push({ incoming: one, result: step.result });
    for (const transition of step.result.transitions)
      transitions.push({ ...transition, fixId: one.fix.fixId });
    trips.push(...step.result.trips);
    if (step.result.movesMarker) marker = one;
  }
  const after = nextDeadline(state, technician.rules);
  return {
    state,
    fixes,
    transitions,
    trips,
    marker,
    checkpoints,
    newDeadline: after === before ? null : after,
  };
}

function startsHour(newestAt: number | null, at: number): boolean {
  return newestAt === null || Math.floor(at / CHECKPOINT_MS) > Math.floor(newestAt / CHECKPOINT_MS);
}

/**
 * Whether a fold may start from a state: no visit from before it is still to be dated, ended or taken up again, no jump
 * still to be proven, and nothing was decided ahead of the fix that comes next.
 */
function isSettled(state: TrackState, at: number, { cooldownMs }: FenceRules): boolean {
  if (isOvertaken(state, at) || state.judge.held !== null) return false;
  return Object.values(state.fences).every(
    ({ turn, lastDepartedAt }) =>
      turn === null && (lastDepartedAt === null || at - lastDepartedAt > cooldownMs),
  );
}
