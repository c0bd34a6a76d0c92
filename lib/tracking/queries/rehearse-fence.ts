import { setImmediate } from "node:timers/promises";
import { sql } from "@/lib/db/client";
import { scopeToLookups } from "@/lib/db/scope";
import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { fenceRules } from "@/lib/geofence/fence-rules";
import type { FenceRules } from "@/lib/geofence/types";
import { candidateOf } from "../candidate-job";
import { foldDaySteps } from "../fold-day";
import { foldVisits } from "../fold-visits";
import { initialTrackState } from "../process-fix";
import { REACH_MS } from "../reach";
import { compareVisits, type VisitComparison } from "../rehearsal/compare-visits";
import { rehearsedAssignment } from "../rehearsal/rehearsed-assignment";
import type { FenceRehearsal } from "../rehearsal/schema";
import type { CandidateJob, FoldedVisit, JobTransition, TrackState } from "../types";
import { dayMaterial } from "./rebuild-material";
import {
  type RehearsedHolder,
  type RehearsedJob,
  rehearsalMaterial,
  visitsOfHolder,
} from "./rehearsal-material";

const DAY_MS = 86_400_000;
/** Folded before the rehearsed time, so that the first visit in it is told like any other. */
const WARM_UP_MS = DAY_MS;
/** More than this is not answered while somebody waits: five vans of a month at a fix every 20 s. */
const MOST_FIXES = 300_000;
const MOST_MS = 12_000;

export interface RehearsedVisits extends VisitComparison {
  readonly holder: RehearsedHolder;
}

export interface Rehearsal {
  readonly jobs: readonly RehearsedJob[];
  /** Epoch ms: visits that began from here on are compared. */
  readonly from: number;
  readonly fixes: number;
  readonly holders: readonly RehearsedVisits[];
}

/** Companies that have one under way. Each takes seconds of one core, in small steps. */
const underWay = new Set<string>();

/**
 * Which visits another fence would have found in the last days, beside those that were found (GEO-12): the stored fixes of
 * everybody who had the job are folded again by the machine that decides live. Nothing is written.
 * @throws AppError not_found, too_many_requests while another one runs, impossible when it would take too long
 */
export async function rehearseFence(
  tenantId: string,
  wanted: FenceRehearsal,
  now: number,
): Promise<Rehearsal> {
  if (underWay.has(tenantId)) {
    throw new AppError("too_many_requests", "Another rehearsal is under way: try again when it is done.", {
      retryAfterSeconds: 5,
    });
  }
  underWay.add(tenantId);
  try {
    return await rehearse(tenantId, wanted, now);
  } finally {
    underWay.delete(tenantId);
  }
}

async function rehearse(tenantId: string, wanted: FenceRehearsal, now: number): Promise<Rehearsal> {
  const from = now - wanted.days * DAY_MS;
  const of = wanted.job_id === undefined ? { siteId: wanted.site_id ?? "" } : { jobId: wanted.job_id };
  const material = await readTenant(tenantId, (tx) => rehearsalMaterial(tx, tenantId, of, new Date(from)));
  if (!material) throw new AppError("not_found", "There is no such job or site.");
  const { company } = material;
  const rules = fenceRules({ cooldownSeconds: wanted.cooldown_seconds ?? company.cooldownSeconds });
  const budget = { fixes: MOST_FIXES, until: performance.now() + MOST_MS };
  const holders: RehearsedVisits[] = [];
  for (const holder of material.holders) {
    const [first, ...rest] = holder.rows;
    const candidate = candidateOf([
      rehearsedAssignment(first, wanted, company),
      ...rest.map((row) => rehearsedAssignment(row, wanted, company)),
    ]);
    const span = { from, until: now };
    const folded = await foldHolder({ tenantId, ...holder }, candidate, rules, span, budget);
    const stored = await readTenant(tenantId, (tx) => visitsOfHolder(tx, tenantId, holder, new Date(from)));
    holders.push({ holder, ...compareVisits(stored, folded, from) });
  }
  return { jobs: material.jobs, from, fixes: MOST_FIXES - budget.fixes, holders };
}

/** The visits that one candidate would have, a day of fixes at a time. */
async function foldHolder(
  key: { readonly tenantId: string; readonly technicianId: string },
  candidate: CandidateJob,
  rules: FenceRules,
  span: { readonly from: number; readonly until: number },
  budget: { fixes: number; readonly until: number },
): Promise<FoldedVisit[]> {
  const transitions: JobTransition[] = [];
  let state = initialTrackState;
  const begin = Math.max(span.from, candidate.opensAt ?? span.from) - WARM_UP_MS;
  for (let start = begin; start < span.until; start += DAY_MS) {
    if (isOver(candidate, state, start)) break;
    const end = Math.min(start + DAY_MS, span.until);
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
    const steps = foldDaySteps({
      startState: state,
      fixes: inTime,
      handInputs,
      candidates: [candidate],
      rules,
      until: end,
    });
    let step = steps.next();
    for (; !step.done; step = steps.next()) await setImmediate();
    state = step.value.state;
    transitions.push(...step.value.transitions);
  }
  return foldVisits(initialTrackState, transitions);
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
