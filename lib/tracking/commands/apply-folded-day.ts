import type { Work } from "@/lib/db/transaction";
import { recordDecisions, standingDecisions, visitsSince, withdrawDecisions } from "@/lib/geofence/commands";
import type { Departure } from "@/lib/geofence/visit-book";
import { openWorkBook } from "@/lib/jobs/commands/open-work-book";
import { writeWorkBook } from "@/lib/jobs/commands/write-work-book";
import { RECENT_MS } from "@/lib/jobs/start-on-arrival";
import type { JobOutcome } from "@/lib/jobs/types";
import type { WorkBook } from "@/lib/jobs/work-book";
import type { FoldedDay } from "../fold-day";
import { withFirstFixes } from "../queries/first-fixes";
import {
  arrivedAfterOf,
  differs,
  reconcileVisits,
  type StoredVisit,
  type VisitChanges,
} from "../reconcile-visits";
import { type KnownVisit, redecide } from "../redecide";
import { passedJobs, redecidePassed } from "../redecide-passed";
import type { TrackedTechnician } from "../tracked-technician";
import type { FoldedVisit } from "../types";

/**
 * Makes visits, decisions and job times say what the folded day says, and tells the tenant what is new (LOC-8). Each table
 * is written once, however much has changed. Runs under the technician's lock.
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
  const { technicianId } = technician;
  const [stored, decisions, transitions] = await Promise.all([
    storedVisits(unit, technician, start),
    standingDecisions(unit, technicianId, start),
    withFirstFixes(unit, technicianId, folded.transitions),
  ]);
  // Of jobs it did not judge a fold knows nothing: what was decided there stands.
  const judged = new Set(technician.candidates.map(({ jobId }) => jobId));
  const standing = decisions.filter(({ jobId }) => judged.has(jobId));
  const changes = reconcileVisits(stored, folded.visits, start);
  const touched = [...new Set(touchedJobs(changes))].sort();
  const book = await openWorkBook(
    unit,
    {
      technicianIds: [technicianId],
      jobIds: [...new Set([...touched, ...passedJobs(standing, transitions)])].sort(),
      arriving: changes.added.length > 0 ? [technicianId] : [],
      idsNeeded: 2 * changes.added.length + transitions.length,
    },
    new Date(now),
  );
  const known = bookVisits(book, technicianId, changes);
  const outcomes = startJobs(book, technicianId, changes.added, now);
  book.refreshSiteTimes(touched);
  const { nextId } = book;
  const job = (jobId: string) => book.job(jobId);
  const decided = redecide(technician, { standing, transitions, known, outcomes, now, job, nextId });
  const passed = redecidePassed(technician, { standing, transitions, now, job, nextId });
  for (const event of [...decided.events, ...passed.events]) book.tell(event);
  for (const { jobId, id } of passed.withdrawn) book.withdrawQuestion(jobId, id);
  for (const { jobId, question } of passed.asked) book.ask(jobId, question, new Date(now));
  await Promise.all([
    writeWorkBook(unit, book, new Date(now)),
    recordDecisions(unit, [...decided.made, ...passed.made]),
    withdrawDecisions(unit, [...decided.withdrawn, ...passed.withdrawn.map(({ id }) => id)]),
  ]);
}

/** Visits of jobs that the fold has judged: of others it knows nothing. */
async function storedVisits(
  unit: Work,
  { technicianId, candidates }: Pick<TrackedTechnician, "technicianId" | "candidates">,
  start: number,
): Promise<StoredVisit[]> {
  const judged = new Set(candidates.map((job) => job.jobId));
  return (await visitsSince(unit, technicianId, start))
    .filter((row) => judged.has(row.jobId))
    .map((row) => ({
      id: row.id,
      jobId: row.jobId,
      arrivedAt: row.arrivedAt.getTime(),
      arrivedAfter: row.arrivedAfter?.getTime() ?? null,
      departedAt: row.departedAt?.getTime() ?? null,
      departedAfter: row.departedAfter?.getTime() ?? null,
    }));
}

function touchedJobs({ added, matched, removed }: VisitChanges): string[] {
  const corrected = matched.filter((pair) => differs(pair.stored, pair.folded)).map((pair) => pair.folded);
  return [...removed, ...added, ...corrected].map((visit) => visit.jobId);
}

function bookVisits({ visits }: WorkBook, technicianId: string, changes: VisitChanges): KnownVisit[] {
  for (const { id } of changes.removed) visits.remove(id);
  const matched = changes.matched.map(({ stored, folded }): KnownVisit => {
    const { arrivedAt } = folded;
    const arrivedAfter = arrivedAfterOf(stored, folded);
    if (differs(stored, folded))
      visits.correct(stored.id, { arrivedAt, arrivedAfter, departed: departureOf(folded) });
    const departureIsNews = stored.departedAt === null && folded.departedAt !== null;
    return { id: stored.id, visit: folded, arrivalIsNews: false, departureIsNews };
  });
  const added = changes.added.map((visit): KnownVisit => {
    const id = visits.book({
      technicianId,
      jobId: visit.jobId,
      arrivedAt: visit.arrivedAt,
      arrivedAfter: visit.arrivedBetween?.[0] ?? null,
      openedBy: visit.openedBy ?? "fence",
      departed: departureOf(visit),
    });
    return { id, visit, arrivalIsNews: true, departureIsNews: visit.departedAt !== null };
  });
  return [...matched, ...added];
}

function departureOf(visit: FoldedVisit): Departure | null {
  if (visit.departedAt === null) return null;
  return {
    at: visit.departedAt,
    after: visit.departedBetween?.[0] ?? visit.departedAt,
    reason: visit.closeReason ?? "left",
  };
}

/** Arrivals that are news have their effect on the jobs, in the order they happened; old ones only book the visit. */
function startJobs(
  book: WorkBook,
  technicianId: string,
  added: readonly FoldedVisit[],
  now: number,
): ReadonlyMap<string, JobOutcome> {
  const outcomes = new Map<string, JobOutcome>();
  const moments = [...new Set(added.map((visit) => visit.arrivedAt))].sort((a, b) => a - b);
  for (const at of moments) {
    const arrivals = added
      .filter((visit) => visit.arrivedAt === at)
      .map((visit) => ({ jobId: visit.jobId, at: new Date(at), recent: now - at <= RECENT_MS }));
    for (const [jobId, outcome] of book.arrive(technicianId, arrivals)) outcomes.set(jobId, outcome);
  }
  return outcomes;
}
