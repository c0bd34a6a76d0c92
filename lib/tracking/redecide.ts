import type { NewDecision } from "@/lib/geofence/types";
import type { JobOutcome } from "@/lib/jobs/types";
import type { NewEvent } from "@/lib/realtime/append-events";
import { geofenceNews } from "./geofence-event";
import type { TrackedTechnician } from "./tracked-technician";
import type { FoldedVisit, JobTransition } from "./types";

/** A visit after a rebuild, and what of it nobody has been told yet. */
export interface KnownVisit {
  readonly id: string;
  readonly visit: FoldedVisit;
  readonly arrivalIsNews: boolean;
  readonly departureIsNews: boolean;
}

/** A decision of the table that nobody has withdrawn. */
export interface StandingDecision {
  readonly id: string;
  readonly jobId: string;
  readonly kind: string;
  readonly occurredAt: Date;
  readonly visitId: string | null;
  readonly jobOutcome: string | null;
}

export interface Redecision {
  /** Those since the moment from which decisions were made again. */
  readonly standing: readonly StandingDecision[];
  readonly transitions: readonly JobTransition[];
  readonly known: readonly KnownVisit[];
  readonly outcomes: ReadonlyMap<string, JobOutcome>;
  /** Epoch ms: when we learned of it. */
  readonly now: number;
  /** Number and title of a job with news. */
  job(jobId: string): { readonly id: string; readonly number: number; readonly title: string };
  nextId(): string;
}

export interface Redecided {
  readonly made: readonly NewDecision[];
  /** Ids of decisions that fell. */
  readonly withdrawn: readonly string[];
  readonly events: readonly NewEvent[];
}

/**
 * Arrivals and departures; `redecidePassed` does the same for drive-pasts. Decisions the fold no longer makes are withdrawn (they stay readable); those it makes for the first time are
 * written, and the ones that are news are told.
 */
export function redecide(
  technician: Pick<TrackedTechnician, "technicianId" | "name">,
  { standing, transitions, known, outcomes, now, job, nextId }: Redecision,
): Redecided {
  const left = new Map(
    standing.flatMap((row) =>
      row.kind === "passed" ? [] : [[nameOf(row.jobId, row.kind, row.occurredAt.getTime()), row.id] as const],
    ),
  );
  const stays = firstByName(known);
  // An arrival that only gets another time has done to its job what it did.
  const arrivals = new Map(
    standing.flatMap(({ kind, visitId, jobOutcome }) =>
      kind === "arrived" && visitId !== null ? [[visitId, jobOutcome] as const] : [],
    ),
  );
  const made: NewDecision[] = [];
  const events: NewEvent[] = [];
  for (const { jobId, transition } of transitions) {
    if (transition.kind === "passed") continue;
    if (left.delete(nameOf(jobId, transition.kind, transition.at))) continue;
    const arrivedAt = transition.kind === "arrived" ? transition.at : transition.visitArrivedAt;
    const stay = stays.get(nameOf(jobId, "stay", arrivedAt));
    const jobOutcome = transition.kind === "arrived" ? (outcomes.get(jobId) ?? null) : null;
    const before = transition.kind === "arrived" && stay ? arrivals.get(stay.id) : null;
    const id = nextId();
    const { technicianId } = technician;
    made.push({
      id,
      technicianId,
      jobId,
      visitId: stay?.id ?? null,
      transition,
      jobOutcome: jobOutcome ?? before ?? null,
    });
    if (transition.kind === "reopened" || !stay) continue;
    const isNews =
      transition.kind === "arrived"
        ? stay.arrivalIsNews
        : stay.departureIsNews && transition.at === stay.visit.departedAt;
    if (!isNews) continue;
    const timeOnSiteSeconds =
      transition.kind === "departed" ? Math.round((transition.at - stay.visit.arrivedAt) / 1000) : null;
    const about = { visitId: stay.id, decisionId: id, jobOutcome, timeOnSiteSeconds };
    events.push(geofenceNews({ technician, job: job(jobId), ...about }, transition, now).event);
  }
  return { made, withdrawn: [...left.values()], events };
}

function firstByName(known: readonly KnownVisit[]): ReadonlyMap<string, KnownVisit> {
  const stays = new Map<string, KnownVisit>();
  for (const one of known) {
    const name = nameOf(one.visit.jobId, "stay", one.visit.arrivedAt);
    if (!stays.has(name)) stays.set(name, one);
  }
  return stays;
}

function nameOf(jobId: string, kind: string, at: number): string {
  return `${jobId}/${kind}/${at}`;
}
