import { readTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { fenceRules } from "@/lib/geofence/fence-rules";
import { candidateOf } from "../candidate-job";
import { compareVisits, type VisitComparison } from "../rehearsal/compare-visits";
import { rehearsedAssignment } from "../rehearsal/rehearsed-assignment";
import type { FenceRehearsal } from "../rehearsal/schema";
import { foldHolder } from "./fold-holder";
import {
  type RehearsedHolder,
  type RehearsedJob,
  rehearsalMaterial,
  visitsOfHolder,
} from "./rehearsal-material";

const DAY_MS = 86_400_000;
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

/** Somebody who waits for a rehearsal. */
export interface RehearsalWatch {
  onShare(share: number): void;
  readonly signal: AbortSignal;
}

const unwatched: RehearsalWatch = { onShare: () => {}, signal: new AbortController().signal };

/** Companies that have one under way. Each takes seconds of one core, in small steps. */
const underWay = new Set<string>();

/**
 * Which visits another fence would have found in the last days, beside those that were found (GEO-12): the stored fixes of
 * everybody who had the job are folded again by the machine that decides live. Nothing is written.
 * @param watch told how much is done, 0 to 1, and asked whether anybody still waits
 * @throws AppError not_found, too_many_requests while another one runs, impossible when it would take too long
 */
export async function rehearseFence(
  tenantId: string,
  wanted: FenceRehearsal,
  now: number,
  watch: RehearsalWatch = unwatched,
): Promise<Rehearsal> {
  if (underWay.has(tenantId)) {
    throw new AppError("too_many_requests", "Another rehearsal is under way: try again when it is done.", {
      retryAfterSeconds: 5,
    });
  }
  underWay.add(tenantId);
  try {
    return await rehearse(tenantId, wanted, now, watch);
  } finally {
    underWay.delete(tenantId);
  }
}

async function rehearse(
  tenantId: string,
  wanted: FenceRehearsal,
  now: number,
  { onShare, signal }: RehearsalWatch,
): Promise<Rehearsal> {
  const from = now - wanted.days * DAY_MS;
  const of = wanted.job_id === undefined ? { siteId: wanted.site_id ?? "" } : { jobId: wanted.job_id };
  const material = await readTenant(tenantId, (tx) => rehearsalMaterial(tx, tenantId, of, new Date(from)));
  if (!material) throw new AppError("not_found", "There is no such job or site.");
  const { company } = material;
  const rules = fenceRules({ cooldownSeconds: wanted.cooldown_seconds ?? company.cooldownSeconds });
  const budget = { fixes: MOST_FIXES, until: performance.now() + MOST_MS, signal };
  const holders: RehearsedVisits[] = [];
  for (const [index, holder] of material.holders.entries()) {
    const [first, ...rest] = holder.rows;
    const candidate = candidateOf([
      rehearsedAssignment(first, wanted, company),
      ...rest.map((row) => rehearsedAssignment(row, wanted, company)),
    ]);
    const span = { from, until: now };
    const folded = await foldHolder({ tenantId, ...holder }, candidate, rules, span, budget, (share) =>
      onShare((index + share) / material.holders.length),
    );
    const stored = await readTenant(tenantId, (tx) => visitsOfHolder(tx, tenantId, holder, new Date(from)));
    holders.push({ holder, ...compareVisits(stored, folded, from) });
  }
  return { jobs: material.jobs, from, fixes: MOST_FIXES - budget.fixes, holders };
}
