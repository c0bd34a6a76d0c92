import { isoBetween } from "@/lib/geofence/passed-through";
import type { FenceTransition, NewDecision } from "@/lib/geofence/types";
import { RECENT_MS } from "@/lib/jobs/start-on-arrival";
import type { JobOutcome } from "@/lib/jobs/types";
import type { WorkBook } from "@/lib/jobs/work-book";
import type { DecidedTransition } from "./decided-transition";
import { geofenceNews } from "./geofence-event";
import type { TrackedTechnician } from "./tracked-technician";
import type { JobTransition } from "./types";

/** A transition with the fix that caused it; null when time alone did. */
export type CausedTransition = JobTransition & { readonly fixId: string | null };

export interface SettledMoments {
  readonly decisions: readonly NewDecision[];
  /** One entry per transition that people are told of. */
  readonly decided: readonly DecidedTransition[];
}

type Who = Pick<TrackedTechnician, "technicianId" | "name">;
type Of<Kind extends FenceTransition["kind"]> = Extract<FenceTransition, { kind: Kind }>;

/**
 * Makes transitions of one technician true in the book: visits, jobs and events, in the order they happened.
 * @param now epoch ms: when we learned of them
 */
export function settleMoments(
  book: WorkBook,
  technician: Who,
  transitions: readonly CausedTransition[],
  now: number,
): SettledMoments {
  const decisions: NewDecision[] = [];
  const decided: DecidedTransition[] = [];
  const { technicianId } = technician;

  const decide = (made: Omit<NewDecision, "id" | "technicianId">): string => {
    const id = book.nextId();
    decisions.push({ ...made, id, technicianId });
    return id;
  };
  const tell = (
    about: { jobId: string; fixId: string | null; visitId: string | null; jobOutcome: JobOutcome | null },
    transition: Of<"arrived" | "departed" | "passed">,
    timeOnSiteSeconds: number | null,
  ): string => {
    const { jobId, fixId, visitId, jobOutcome } = about;
    const decisionId = decide({ jobId, visitId, transition, jobOutcome });
    const job = book.job(jobId);
    const subject = { technician, job, visitId, decisionId, jobOutcome, timeOnSiteSeconds };
    const { event, told } = geofenceNews(subject, transition, now);
    book.tell(event);
    decided.push({ fixId, result: told });
    return decisionId;
  };
  const ask = (jobId: string, fixId: string | null, transition: Of<"passed">) => {
    const decisionId = tell({ jobId, fixId, visitId: null, jobOutcome: null }, transition, null);
    const between = isoBetween(transition.passed);
    book.ask(jobId, { decisionId, technicianId, between }, new Date(transition.at));
  };
  const depart = (jobId: string, fixId: string | null, transition: Of<"departed">) => {
    const { at, between, reason } = transition;
    const visit = book.visits.end({ technicianId, jobId }, { at, after: between[0], reason });
    // Whoever closed it first has told everybody.
    if (!visit) return;
    book.depart(technicianId, jobId, new Date(at), reason);
    const seconds = Math.round((at - visit.arrivedAt) / 1000);
    tell({ jobId, fixId, visitId: visit.id, jobOutcome: null }, transition, seconds);
  };
  const reopen = (jobId: string, transition: Of<"reopened">) => {
    const visitId = book.visits.reopen({ technicianId, jobId }, transition.visitArrivedAt);
    decide({ jobId, visitId, transition, jobOutcome: null });
    book.arrive(technicianId, [{ jobId, at: new Date(transition.at), recent: false }]);
  };
  const arrive = (
    arrivals: readonly { jobId: string; fixId: string | null; transition: Of<"arrived"> }[],
  ) => {
    const booked = arrivals.map((one) => {
      const { at, between, openedBy } = one.transition;
      const arrival = { technicianId, jobId: one.jobId, arrivedAt: at, arrivedAfter: between[0], openedBy };
      return { ...one, visitId: book.visits.book({ ...arrival, departed: null }) };
    });
    const outcomes = book.arrive(
      technicianId,
      booked.map(({ jobId, transition: { at } }) => ({
        jobId,
        at: new Date(at),
        recent: now - at <= RECENT_MS,
      })),
    );
    for (const { jobId, fixId, visitId, transition } of booked)
      tell({ jobId, fixId, visitId, jobOutcome: outcomes.get(jobId) ?? null }, transition, null);
  };

  for (const group of momentsOf(transitions)) {
    const arrivals = [];
    for (const { jobId, fixId, transition } of group) {
      if (transition.kind === "departed") depart(jobId, fixId, transition);
      else if (transition.kind === "reopened") reopen(jobId, transition);
      else if (transition.kind === "passed") ask(jobId, fixId, transition);
      else arrivals.push({ jobId, fixId, transition });
    }
    if (arrivals.length > 0) arrive(arrivals);
  }
  return { decisions, decided };
}

/** Transitions that one fix (or one tick of the clock) caused belong together: they compete for the same start. */
function momentsOf(transitions: readonly CausedTransition[]): CausedTransition[][] {
  const groups: CausedTransition[][] = [];
  for (const one of transitions) {
    const group = groups.at(-1);
    const previous = group?.[0];
    const together = previous && previous.fixId === one.fixId && previous.transition.at === one.transition.at;
    if (group && together) group.push(one);
    else groups.push([one]);
  }
  return groups;
}
