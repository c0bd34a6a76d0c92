import type { Work } from "@/lib/db/transaction";
import { recordDecisions } from "@/lib/geofence/commands";
import type { NewDecision } from "@/lib/geofence/types";
import { openWorkBook } from "@/lib/jobs/commands/open-work-book";
import { writeWorkBook } from "@/lib/jobs/commands/write-work-book";
import type { DecidedTransition } from "../decided-transition";
import { withFirstFixes } from "../queries/first-fixes";
import { type CausedTransition, settleMoments } from "../settle-moments";
import type { TrackedTechnician } from "../tracked-technician";

/** What happened to one technician. */
export interface TechnicianTransitions {
  readonly technician: Pick<TrackedTechnician, "technicianId" | "name">;
  readonly transitions: readonly CausedTransition[];
}

/** A visit, a decision and a start each, where a transition is an arrival. */
const IDS_PER_TRANSITION = 3;

/**
 * Makes transitions of technicians of one tenant true: visits, decisions, jobs and events, technician by technician in the
 * order they happened. The jobs and who arrives are locked, all is decided in memory, and each table is written once: a
 * backlog that crosses fences all day costs no more statements than one arrival.
 * @param now epoch ms: when we learned of them
 * @returns by technician id, one entry per transition that people are told of
 */
export async function settleTransitions(
  unit: Work,
  moved: readonly TechnicianTransitions[],
  now: number,
): Promise<ReadonlyMap<string, readonly DecidedTransition[]>> {
  const all = moved.flatMap(({ transitions }) => transitions);
  const book = await openWorkBook(
    unit,
    {
      technicianIds: moved.map(({ technician }) => technician.technicianId),
      jobIds: [...new Set(all.map(({ jobId }) => jobId))],
      arriving: moved.filter(arrives).map(({ technician }) => technician.technicianId),
      idsNeeded: all.length * IDS_PER_TRANSITION,
    },
    new Date(now),
  );
  const made: NewDecision[] = [];
  const told = new Map<string, readonly DecidedTransition[]>();
  for (const { technician, transitions } of moved) {
    const shown = await withFirstFixes(unit, technician.technicianId, transitions);
    const { decisions, decided } = settleMoments(book, technician, shown, now);
    made.push(...decisions);
    told.set(technician.technicianId, decided);
  }
  await Promise.all([writeWorkBook(unit, book, new Date(now)), recordDecisions(unit, made)]);
  return told;
}

function arrives({ transitions }: TechnicianTransitions): boolean {
  return transitions.some(({ transition: { kind } }) => kind === "arrived" || kind === "reopened");
}
