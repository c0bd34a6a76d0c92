import { isoBetween } from "@/lib/geofence/passed-through";
import type { NewDecision, PassedAnswer } from "@/lib/geofence/types";
import type { PassedQuestion } from "@/lib/jobs/types";
import type { NewEvent } from "@/lib/realtime/append-events";
import { geofenceNews } from "./geofence-event";
import type { Redecision } from "./redecide";
import type { TrackedTechnician } from "./tracked-technician";
import type { JobTransition } from "./types";

/** A drive-past of the table that nobody has withdrawn. */
export interface StandingPassed {
  readonly id: string;
  readonly jobId: string;
  readonly kind: string;
  readonly occurredAt: Date;
  /** What a person has said of it. */
  readonly answer: PassedAnswer | null;
  /** The stop would lie between these, epoch ms; null for other decisions. */
  readonly passedBetween: readonly [number, number] | null;
}

export interface RedecidedPassed {
  readonly made: readonly NewDecision[];
  /** Those that fell; nobody is asked about them any more. */
  readonly withdrawn: readonly Pick<StandingPassed, "id" | "jobId">[];
  readonly asked: readonly { readonly jobId: string; readonly question: PassedQuestion }[];
  readonly events: readonly NewEvent[];
}

interface PassedRedecision extends Pick<Redecision, "transitions" | "now" | "job" | "nextId"> {
  readonly standing: readonly StandingPassed[];
}

/**
 * Drive-pasts that a fold no longer shows, or shows otherwise, are withdrawn, those it shows for the first time are asked
 * about (GEO-3). What a person has said stays, whatever comes later; and nobody is asked twice about the same drive-past
 * because late fixes tell more exactly when it was.
 */
export function redecidePassed(
  technician: Pick<TrackedTechnician, "technicianId" | "name">,
  { standing, transitions, now, job, nextId }: PassedRedecision,
): RedecidedPassed {
  const before = standing.filter(({ kind }) => kind === "passed");
  const left = new Map(
    before.flatMap((row) => (row.answer === null ? [[nameOf(row, row.passedBetween), row] as const] : [])),
  );
  const made: NewDecision[] = [];
  const asked: { jobId: string; question: PassedQuestion }[] = [];
  const events: NewEvent[] = [];
  for (const { jobId, transition } of transitions) {
    if (transition.kind !== "passed") continue;
    const { between } = transition.passed;
    if (left.delete(nameOf({ jobId, occurredAt: new Date(transition.at) }, between))) continue;
    if (before.some((row) => row.answer !== null && row.jobId === jobId && meets(row.passedBetween, between)))
      continue;
    const id = nextId();
    const { technicianId } = technician;
    made.push({ id, technicianId, jobId, visitId: null, transition, jobOutcome: null });
    asked.push({ jobId, question: { decisionId: id, technicianId, between: isoBetween(transition.passed) } });
    const about = { visitId: null, decisionId: id, jobOutcome: null, timeOnSiteSeconds: null };
    events.push(geofenceNews({ technician, job: job(jobId), ...about }, transition, now).event);
  }
  return { made, withdrawn: [...left.values()], asked, events };
}

/** Jobs that somebody is, or may have to be, asked about. */
export function passedJobs(
  standing: readonly StandingPassed[],
  transitions: readonly JobTransition[],
): string[] {
  return [
    ...standing.flatMap(({ jobId, kind }) => (kind === "passed" ? [jobId] : [])),
    ...transitions.flatMap(({ jobId, transition }) => (transition.kind === "passed" ? [jobId] : [])),
  ];
}

function nameOf(
  { jobId, occurredAt }: Pick<StandingPassed, "jobId" | "occurredAt">,
  between: readonly [number, number] | null,
): string {
  return [jobId, occurredAt.getTime(), ...(between ?? [])].join("/");
}

function meets(a: readonly [number, number] | null, b: readonly [number, number]): boolean {
  return a !== null && a[0] <= b[1] && b[0] <= a[1];
}
