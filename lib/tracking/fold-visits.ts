import type { FoldedVisit, JobTransition, TrackState } from "./types";

/**
 * The visits that a sequence of transitions makes, in order of arrival, then job. Visits that began before it are
 * there with what the start state knows of them: their arrival, not its explanation.
 */
export function foldVisits(start: TrackState, transitions: readonly JobTransition[]): FoldedVisit[] {
  const closed: FoldedVisit[] = [];
  const latest = new Map<string, FoldedVisit>();
  for (const [jobId, fence] of Object.entries(start.fences)) {
    if (fence.phase === "inside" && fence.visitArrivedAt !== null) {
      latest.set(jobId, begunBefore(jobId, fence.visitArrivedAt));
    }
  }
  for (const { jobId, transition } of transitions) {
    if (transition.kind === "passed") continue;
    const visit = latest.get(jobId);
    if (transition.kind === "arrived") {
      if (visit !== undefined) closed.push(visit);
      latest.set(jobId, {
        ...begunBefore(jobId, transition.at),
        arrivedBetween: transition.between,
        openedBy: transition.openedBy,
        arrivedExplanation: transition.explanation,
      });
      continue;
    }
    const known = visit ?? begunBefore(jobId, transition.visitArrivedAt);
    const departure =
      transition.kind === "departed"
        ? {
            departedAt: transition.at,
            departedBetween: transition.between,
            closeReason: transition.reason,
            departedExplanation: transition.explanation,
          }
        : { departedAt: null, departedBetween: null, closeReason: null, departedExplanation: null };
    latest.set(jobId, { ...known, ...departure });
  }
  return [...closed, ...latest.values()].sort(
    (a, b) => a.arrivedAt - b.arrivedAt || (a.jobId < b.jobId ? -1 : a.jobId > b.jobId ? 1 : 0),
  );
}

function begunBefore(jobId: string, arrivedAt: number): FoldedVisit {
  return {
    jobId,
    arrivedAt,
    departedAt: null,
    arrivedBetween: null,
    departedBetween: null,
    openedBy: null,
    closeReason: null,
    arrivedExplanation: null,
    departedExplanation: null,
  };
}
