import type { Work } from "@/lib/db/transaction";
import { bookVisit, endVisit, recordDecision, reopenVisit } from "@/lib/geofence/commands";
import type { FenceTransition } from "@/lib/geofence/types";
import { settleArrivals, settleDeparture } from "@/lib/jobs/commands/settle-visits";
import { RECENT_MS } from "@/lib/jobs/start-on-arrival";
import type { JobOutcome } from "@/lib/jobs/types";
import type { DecidedTransition } from "../decided-transition";
import type { TrackedTechnician } from "../tracked-technician";
import type { JobTransition } from "../types";
import { emitGeofenceEvent, type GeofenceSubject } from "./emit-geofence-event";

type Transition = JobTransition & { readonly fixId: string | null };
type Arrived = Extract<FenceTransition, { kind: "arrived" }>;
type Departed = Extract<FenceTransition, { kind: "departed" }>;

/**
 * Makes transitions of one technician true: visits, decisions, jobs and events, in the order they happened. The caller
 * has locked the jobs they name.
 * @param now epoch ms: when we learned of them
 * @returns one entry per transition that people are told of
 */
export async function settleTransitions(
  unit: Work,
  technician: Pick<TrackedTechnician, "technicianId" | "name">,
  transitions: readonly Transition[],
  now: number,
): Promise<readonly DecidedTransition[]> {
  const decided: DecidedTransition[] = [];
  for (const group of momentsOf(transitions)) {
    const arrivals = group.flatMap((one) =>
      one.transition.kind === "arrived" ? [{ ...one, transition: one.transition }] : [],
    );
    for (const one of group) {
      const { transition } = one;
      if (transition.kind === "departed") {
        decided.push(...(await depart(unit, technician, { ...one, transition }, now)));
      } else if (transition.kind === "reopened") {
        await reopen(unit, technician.technicianId, one.jobId, transition);
      }
    }
    if (arrivals.length > 0) decided.push(...(await arrive(unit, technician, arrivals, now)));
  }
  return decided;
}

/** Transitions that one fix (or one tick of the clock) caused belong together: they compete for the same start. */
function momentsOf(transitions: readonly Transition[]): Transition[][] {
  const groups: Transition[][] = [];
  for (const one of transitions) {
    const group = groups.at(-1);
    const previous = group?.[0];
    const together = previous && previous.fixId === one.fixId && previous.transition.at === one.transition.at;
    if (group && together) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

async function arrive(
  unit: Work,
  technician: Pick<TrackedTechnician, "technicianId" | "name">,
  arrivals: readonly (Omit<Transition, "transition"> & { transition: Arrived })[],
  now: number,
): Promise<DecidedTransition[]> {
  const booked = [];
  for (const { jobId, fixId, transition } of arrivals) {
    const visit = await bookVisit(unit, {
      technicianId: technician.technicianId,
      jobId,
      arrivedAt: transition.at,
      arrivedAfter: transition.between[0],
      openedBy: transition.openedBy,
      departed: null,
    });
    booked.push({ jobId, fixId, transition, visit });
  }
  const outcomes = await settleArrivals(
    unit,
    technician.technicianId,
    booked.map(({ jobId, transition }) => ({
      jobId,
      at: new Date(transition.at),
      recent: now - transition.at <= RECENT_MS,
    })),
  );
  const decided: DecidedTransition[] = [];
  for (const { jobId, fixId, transition, visit } of booked) {
    const jobOutcome = outcomes.get(jobId) ?? null;
    decided.push(
      await tell(
        unit,
        { technician, jobId, fixId, visitId: visit.id, jobOutcome, timeOnSiteSeconds: null },
        transition,
        now,
      ),
    );
  }
  return decided;
}

async function depart(
  unit: Work,
  technician: Pick<TrackedTechnician, "technicianId" | "name">,
  { jobId, fixId, transition }: Omit<Transition, "transition"> & { transition: Departed },
  now: number,
): Promise<DecidedTransition[]> {
  const visit = await endVisit(
    unit,
    { technicianId: technician.technicianId, jobId },
    { at: transition.at, after: transition.between[0], reason: transition.reason },
  );
  // Whoever closed it first has told everybody.
  if (!visit) return [];
  await settleDeparture(unit, technician.technicianId, jobId, new Date(transition.at));
  const timeOnSiteSeconds = Math.round((transition.at - visit.arrivedAt) / 1000);
  const subject = { technician, jobId, fixId, visitId: visit.id, jobOutcome: null, timeOnSiteSeconds };
  return [await tell(unit, subject, transition, now)];
}

async function reopen(
  unit: Work,
  technicianId: string,
  jobId: string,
  transition: Extract<FenceTransition, { kind: "reopened" }>,
): Promise<void> {
  const visitId = await reopenVisit(unit, { technicianId, jobId, arrivedAt: transition.visitArrivedAt });
  await recordDecision(unit, {
    technicianId,
    jobId,
    visitId,
    kind: "reopened",
    at: transition.at,
    distanceMeters: transition.distanceMeters,
    explanation: transition.explanation,
    jobOutcome: null,
  });
  await settleArrivals(unit, technicianId, [{ jobId, at: new Date(transition.at), recent: false }]);
}

async function tell(
  unit: Work,
  about: Omit<GeofenceSubject, "decisionId"> & {
    readonly fixId: string | null;
    readonly jobOutcome: JobOutcome | null;
  },
  transition: Arrived | Departed,
  now: number,
): Promise<DecidedTransition> {
  const { fixId, ...subject } = about;
  const decisionId = await recordDecision(unit, {
    technicianId: subject.technician.technicianId,
    jobId: subject.jobId,
    visitId: subject.visitId,
    kind: transition.kind,
    at: transition.at,
    distanceMeters: transition.distanceMeters,
    explanation: transition.explanation,
    jobOutcome: subject.jobOutcome,
  });
  const told = await emitGeofenceEvent(unit, { ...subject, decisionId }, transition, now);
  return { fixId, result: told };
}
