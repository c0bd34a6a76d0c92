import type { Work } from "@/lib/db/transaction";
import { bookVisit, correctVisit, type NewVisit, removeVisit, visitsSince } from "@/lib/geofence/commands";
import { lockJobs, refreshSiteTimes, settleArrivals } from "@/lib/jobs/commands/settle-visits";
import { RECENT_MS } from "@/lib/jobs/start-on-arrival";
import type { JobOutcome } from "@/lib/jobs/types";
import type { FoldedDay } from "../fold-day";
import { differs, reconcileVisits, type StoredVisit, type VisitChanges } from "../reconcile-visits";
import type { TrackedTechnician } from "../tracked-technician";
import type { FoldedVisit } from "../types";
import { type KnownVisit, redecide } from "./redecide";

/**
 * Makes visits, decisions and job times say what the folded day says, and tells the tenant what is new (LOC-8).
 * Runs under the technician's lock.
 * @param start epoch ms from which fixes were folded
 * @param now epoch ms: when we learned of it
 */
export async function applyFoldedDay(
  unit: Work,
  technician: Pick<TrackedTechnician, "technicianId" | "name" | "candidates">,
  start: number,
  folded: FoldedDay,
  now: number,
): Promise<void> {
  const judged = new Set(technician.candidates.map((job) => job.jobId));
  const stored = (await visitsSince(unit, technician.technicianId, start))
    .filter((row) => judged.has(row.jobId))
    .map(
      (row): StoredVisit => ({
        id: row.id,
        jobId: row.jobId,
        arrivedAt: row.arrivedAt.getTime(),
        departedAt: row.departedAt?.getTime() ?? null,
      }),
    );
  const changes = reconcileVisits(stored, folded.visits, start);
  const touched = [...new Set(touchedJobs(changes))].sort();
  if (touched.length > 0) await lockJobs(unit, [technician.technicianId], touched);
  const known = await writeVisits(unit, technician.technicianId, changes);
  const outcomes = await startJobs(unit, technician.technicianId, changes.added, now);
  await refreshSiteTimes(unit, touched, new Date(now));
  await redecide(unit, technician, { start, transitions: folded.transitions, known, outcomes, now });
}

function touchedJobs({ added, matched, removed }: VisitChanges): string[] {
  const corrected = matched.filter((pair) => differs(pair.stored, pair.folded)).map((pair) => pair.folded);
  return [...removed, ...added, ...corrected].map((visit) => visit.jobId);
}

async function writeVisits(unit: Work, technicianId: string, changes: VisitChanges): Promise<KnownVisit[]> {
  for (const visit of changes.removed) await removeVisit(unit, visit.id);
  for (const { stored, folded } of changes.matched) {
    if (!differs(stored, folded)) continue;
    await correctVisit(unit, stored, {
      arrivedAt: folded.arrivedAt,
      arrivedAfter: folded.arrivedBetween?.[0] ?? null,
      departed: departureOf(folded),
    });
  }
  const known: KnownVisit[] = changes.matched.map(({ stored, folded }) => ({
    id: stored.id,
    visit: folded,
    arrivalIsNews: false,
    departureIsNews: stored.departedAt === null && folded.departedAt !== null,
  }));
  for (const visit of changes.added) {
    const { id } = await bookVisit(unit, {
      technicianId,
      jobId: visit.jobId,
      arrivedAt: visit.arrivedAt,
      arrivedAfter: visit.arrivedBetween?.[0] ?? null,
      openedBy: visit.openedBy ?? "fence",
      departed: departureOf(visit),
    });
    known.push({ id, visit, arrivalIsNews: true, departureIsNews: visit.departedAt !== null });
  }
  return known;
}

function departureOf(visit: FoldedVisit): NewVisit["departed"] {
  if (visit.departedAt === null) return null;
  return {
    at: visit.departedAt,
    after: visit.departedBetween?.[0] ?? visit.departedAt,
    reason: visit.closeReason ?? "left",
  };
}

/** Arrivals that are news have their effect on the jobs, in the order they happened; old ones only book the visit. */
async function startJobs(
  unit: Work,
  technicianId: string,
  added: readonly FoldedVisit[],
  now: number,
): Promise<ReadonlyMap<string, JobOutcome>> {
  const outcomes = new Map<string, JobOutcome>();
  const moments = [...new Set(added.map((visit) => visit.arrivedAt))].sort((a, b) => a - b);
  for (const at of moments) {
    const arrivals = added
      .filter((visit) => visit.arrivedAt === at)
      .map((visit) => ({ jobId: visit.jobId, at: new Date(at), recent: now - at <= RECENT_MS }));
    for (const [jobId, outcome] of await settleArrivals(unit, technicianId, arrivals))
      outcomes.set(jobId, outcome);
  }
  return outcomes;
}
