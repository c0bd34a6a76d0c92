import { coarseAboveMeters } from "@/lib/geofence/claim";
import { surelyBeyond } from "@/lib/geofence/edge-distance";
import { initialFenceState, stepFence } from "@/lib/geofence/machine";
import { type FenceWay, passFence } from "@/lib/geofence/pass-fence";
import type { FenceFix, FenceInput, FenceRules, FenceState, FenceTransition } from "@/lib/geofence/types";
import { type CrossedWay, wayTo } from "./crossed-way";
import type { CandidateJob, HandInput, JobTransition, TrackState } from "./types";

type Fences = TrackState["fences"];

interface FencesStep {
  readonly fences: Fences;
  readonly transitions: readonly JobTransition[];
}

/**
 * One fix or clock input through all fences of a technician. A fence with nothing to remember has no entry, and a fix
 * that lies certainly outside such a fence costs one comparison: a technician has many open jobs and is at one.
 */
export function stepFences(
  state: TrackState,
  input: Extract<FenceInput, { kind: "fix" | "clock" }>,
  candidates: readonly CandidateJob[],
  rules: FenceRules,
): FencesStep {
  const heardAt = input.kind === "fix" ? input.fix.at : (state.judge.last?.at ?? null);
  const absent = new Set(Object.keys(state.fences));
  const way = input.kind === "fix" ? wayTo(state.judge.last, input.fix) : null;
  let fences = state.fences;
  const transitions: JobTransition[] = [];
  for (const candidate of candidates) {
    const { jobId } = candidate;
    const entry = fences[jobId];
    if (entry === undefined) {
      if (input.kind === "clock" || !mayOpen(candidate, input.fix.at)) continue;
      if (isFar(candidate, input.fix, rules) && !mayCross(candidate, way)) continue;
    } else {
      absent.delete(jobId);
    }
    const step = stepCandidate(entry ?? awaken(state, candidate), input, candidate, rules, way);
    fences = remember(fences, jobId, step.entry, heardAt);
    for (const transition of step.transitions) transitions.push({ jobId, transition });
  }
  for (const jobId of absent) {
    if (fences[jobId]?.phase === "outside") fences = remember(fences, jobId, null, heardAt);
  }
  return { fences, transitions: transitions.length > 1 ? inOrder(transitions) : transitions };
}

/** A check-in or check-out; nothing happens when its job is not among the candidates. */
export function stepFencesByHand(
  state: TrackState,
  hand: HandInput,
  candidates: readonly CandidateJob[],
  rules: FenceRules,
): FencesStep {
  const { jobId, input } = hand;
  const candidate = candidates.find((item) => item.jobId === jobId);
  if (candidate === undefined) return { fences: state.fences, transitions: [] };
  const step = stepCandidate(state.fences[jobId] ?? awaken(state, candidate), input, candidate, rules, null);
  return {
    fences: remember(state.fences, jobId, step.entry, state.judge.last?.at ?? null),
    transitions: step.transitions.map((transition) => ({ jobId, transition })),
  };
}

/** By time, then by job: the order in which candidates were given must not show. */
export function inOrder(transitions: readonly JobTransition[]): JobTransition[] {
  return transitions.toSorted(
    (a, b) => a.transition.at - b.transition.at || (a.jobId < b.jobId ? -1 : a.jobId > b.jobId ? 1 : 0),
  );
}

interface CandidateStep {
  /** Null when there is nothing left to remember. */
  readonly entry: FenceState | null;
  readonly transitions: readonly FenceTransition[];
}

function stepCandidate(
  entry: FenceState,
  input: FenceInput,
  candidate: CandidateJob,
  rules: FenceRules,
  way: FenceWay | null,
): CandidateStep {
  const { profile, takenAway } = candidate;
  const at = input.kind === "fix" ? input.fix.at : input.at;
  const absence = candidate.absences.findLast(({ from }) => from <= at && beganBefore(entry, from));
  if (absence !== undefined) {
    const away = { kind: "taken_away", at: absence.from, reason: absence.reason } as const;
    const taken = stepFence(entry, away, profile, rules);
    const next = stepCandidate(initialFenceState, input, candidate, rules, null);
    return { entry: next.entry, transitions: [...taken.transitions, ...next.transitions] };
  }
  if (takenAway !== null && takenAway.at <= at) {
    const taken = stepFence(entry, { kind: "taken_away", ...takenAway }, profile, rules);
    return { entry: null, transitions: taken.transitions };
  }
  if (input.kind !== "fix" || mayOpen(candidate, at)) {
    const { state, transitions } = stepFence(entry, input, profile, rules);
    const passed =
      way !== null && mayOpen(candidate, way.from.at)
        ? passFence(entry, state, way, { profile, rules })
        : null;
    return passed === null
      ? { entry: state, transitions }
      : { entry: passed.state, transitions: [...transitions, ...passed.transitions] };
  }
  // Outside its window a job only finishes what began inside it: an open visit, its cooldown, a turn under way.
  const settled = stepFence(entry, { kind: "clock", at }, profile, rules);
  if (isIdle(settled.state)) return { entry: null, transitions: settled.transitions };
  const step = stepFence(settled.state, input, profile, rules);
  const tooLate = step.transitions.some((item) => item.kind === "arrived" && !mayOpen(candidate, item.at));
  return tooLate
    ? { entry: null, transitions: settled.transitions }
    : { entry: step.state, transitions: [...settled.transitions, ...step.transitions] };
}

/** Whether a fence remembers something from before a moment. */
function beganBefore(entry: FenceState, at: number): boolean {
  const began = entry.visitArrivedAt ?? entry.turn?.first?.at ?? entry.turn?.fast?.at ?? null;
  return began !== null && began <= at;
}

function mayOpen({ opensAt, closesAt, takenAway, absences }: CandidateJob, at: number): boolean {
  return (
    (opensAt === null || at >= opensAt) &&
    (closesAt === null || at < closesAt) &&
    (takenAway === null || at < takenAway.at) &&
    !absences.some(({ from, until }) => at >= from && at < until)
  );
}

/** A fix so far out that a fence without an entry would learn nothing from it but "outside". */
function isFar({ profile }: CandidateJob, fix: FenceFix, rules: FenceRules): boolean {
  // A coarse fix that is not surely outside says nothing, so the fence must remember when it last knew something.
  const coarse = fix.accuracyMeters > coarseAboveMeters(profile, rules);
  return surelyBeyond(profile, fix.point, coarse ? profile.departureMarginMeters + fix.accuracyMeters : 0);
}

/** Whether a way may cross a fence that its second end is far from. */
function mayCross({ profile }: CandidateJob, way: CrossedWay | null): boolean {
  return way !== null && !surelyBeyond(profile, way.from.point, way.lengthMeters);
}

/** The state of a fence without an entry: outside, as the newest accepted fix said if the job was open by then. */
function awaken(state: TrackState, { opensAt }: CandidateJob): FenceState {
  const last = state.judge.last;
  if (last === null || (opensAt !== null && last.at < opensAt)) return initialFenceState;
  return { ...initialFenceState, lastSeenAt: last.at };
}

function isIdle(entry: FenceState): boolean {
  return (
    entry.phase === "outside" &&
    entry.seen === "outside" &&
    entry.turn === null &&
    entry.lastDepartedAt === null
  );
}

/** Keeps an entry only if `awaken` would not give the same one back. */
function remember(fences: Fences, jobId: string, entry: FenceState | null, heardAt: number | null): Fences {
  const isEmpty = entry !== null && isIdle(entry) && entry.lastPassedAt === undefined;
  if (entry !== null && !(isEmpty && entry.lastSeenAt === heardAt)) {
    return entry === fences[jobId] ? fences : { ...fences, [jobId]: entry };
  }
  if (fences[jobId] === undefined) return fences;
  const { [jobId]: _forgotten, ...rest } = fences;
  return rest;
}
