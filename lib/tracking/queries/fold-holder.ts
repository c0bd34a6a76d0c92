import { setImmediate } from "node:timers/promises";
import { sql } from "@/lib/db/client";
import { scopeToLookups } from "@/lib/db/scope";
import { AppError } from "@/lib/errors";
import type { FenceRules } from "@/lib/geofence/types";
import { foldDaySteps } from "../fold-day";
import { foldVisits } from "../fold-visits";
import { initialTrackState } from "../process-fix";
import { openJumpSince } from "../proven-fixes";
import { REACH_MS } from "../reach";
import type { TechnicianKey } from "../technician-key";
import type { CandidateJob, FoldedVisit, JobTransition, TrackState } from "../types";
import { dayMaterial } from "./rebuild-material";

const DAY_MS = 86_400_000;
/** Folded before the rehearsed time, so that the first visit in it is told like any other. */
const WARM_UP_MS = DAY_MS;

/** What a rehearsal may still cost, and who watches it. */
export interface RehearsalBudget {
  fixes: number;
  /** As `performance.now()` tells it. */
  readonly until: number;
  readonly signal: AbortSignal;
}

/** Epoch ms. */
export interface RehearsedSpan {
  readonly from: number;
  readonly until: number;
}

/**
 * The visits that one candidate would have, a day of fixes at a time. A jump that is held at the end of a day goes over to
 * the next one from its first fix on, so that it is proven there as it would have been live.
 * @param onShare told how much of it is done, 0 to 1
 * @throws AppError impossible when the budget is spent; whatever the signal was aborted with
 */
export async function foldHolder(
  key: TechnicianKey,
  candidate: CandidateJob,
  rules: FenceRules,
  span: RehearsedSpan,
  budget: RehearsalBudget,
  onShare: (share: number) => void,
): Promise<FoldedVisit[]> {
  const transitions: JobTransition[] = [];
  let state = initialTrackState;
  const begin = Math.max(span.from, candidate.opensAt ?? span.from) - WARM_UP_MS;
  let days = 1;
  for (let start = begin; start < span.until; ) {
    if (isOver(candidate, state, start)) break;
    const end = Math.min(start + days * DAY_MS, span.until);
    const { fixes, handInputs } = await readPart(key, start, end, budget);
    const openSince = end < span.until ? openJumpSince(state, fixes) : null;
    if (openSince !== null && openSince <= start) {
      days += 1;
      continue;
    }
    const cut = openSince ?? end;
    const steps = foldDaySteps({
      startState: state,
      fixes: fixes.filter((fix) => fix.at < cut),
      handInputs: handInputs.filter(({ input }) => input.at < cut),
      candidates: [candidate],
      rules,
      until: cut,
    });
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      await setImmediate();
      budget.signal.throwIfAborted();
    }
    state = step.value.state;
    transitions.push(...step.value.transitions);
    start = cut;
    days = 1;
    onShare((start - begin) / (span.until - begin));
  }
  return foldVisits(initialTrackState, transitions);
}

/** Fixes of a part in time order, and what was done by hand in it. */
async function readPart(key: TechnicianKey, start: number, end: number, budget: RehearsalBudget) {
  budget.signal.throwIfAborted();
  const { fixes, handInputs } = await sql().begin("read only", async (client) => {
    await scopeToLookups(client, [key.tenantId]);
    return dayMaterial(client, key, start, end);
  });
  budget.fixes -= fixes.length;
  if (budget.fixes < 0 || performance.now() > budget.until) {
    throw new AppError("impossible", "There are too many locations to go through: ask for fewer days.", {
      field: "days",
    });
  }
  // What came later than rebuilds reach has made no visit and would make none.
  const inTime = fixes.filter((fix) => fix.receivedAt - fix.at <= REACH_MS);
  return { fixes: inTime.toSorted((a, b) => a.at - b.at), handInputs };
}

/** Whether no fix from a moment on can make or end a visit. */
function isOver({ jobId, closesAt, takenAway }: CandidateJob, state: TrackState, at: number): boolean {
  const closed = (closesAt !== null && closesAt < at) || (takenAway !== null && takenAway.at < at);
  const fence = state.fences[jobId];
  const rests =
    fence === undefined ||
    (fence.phase === "outside" && fence.turn === null && fence.lastDepartedAt === null);
  return closed && rests;
}
