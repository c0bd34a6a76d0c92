import type { Work } from "@/lib/db/transaction";
import { recordDecision, standingDecisions, withdrawDecisions } from "@/lib/geofence/commands";
import type { JobOutcome } from "@/lib/jobs/types";
import type { TrackedTechnician } from "../tracked-technician";
import type { FoldedVisit, JobTransition } from "../types";
import { emitGeofenceEvent } from "./emit-geofence-event";

/** A visit after a rebuild, and what of it nobody has been told yet. */
export interface KnownVisit {
  readonly id: string;
  readonly visit: FoldedVisit;
  readonly arrivalIsNews: boolean;
  readonly departureIsNews: boolean;
}

export interface Redecision {
  /** Epoch ms from which decisions were made again. */
  readonly start: number;
  readonly transitions: readonly JobTransition[];
  readonly known: readonly KnownVisit[];
  readonly outcomes: ReadonlyMap<string, JobOutcome>;
  /** Epoch ms: when we learned of it. */
  readonly now: number;
}

/**
 * Decisions the fold no longer makes are withdrawn (they stay readable); those it makes for the first time are
 * written, and the ones that are news are told.
 */
export async function redecide(
  unit: Work,
  technician: Pick<TrackedTechnician, "technicianId" | "name">,
  { start, transitions, known, outcomes, now }: Redecision,
): Promise<void> {
  const standing = await standingDecisions(unit, technician.technicianId, start);
  const left = new Map(
    standing.map((row) => [nameOf(row.jobId, row.kind, row.occurredAt.getTime()), row.id]),
  );
  for (const { jobId, transition } of transitions) {
    if (left.delete(nameOf(jobId, transition.kind, transition.at))) continue;
    const arrivedAt = transition.kind === "arrived" ? transition.at : transition.visitArrivedAt;
    const stay = known.find(({ visit }) => visit.jobId === jobId && visit.arrivedAt === arrivedAt);
    const jobOutcome = transition.kind === "arrived" ? (outcomes.get(jobId) ?? null) : null;
    const decisionId = await recordDecision(unit, {
      technicianId: technician.technicianId,
      jobId,
      visitId: stay?.id ?? null,
      kind: transition.kind,
      at: transition.at,
      distanceMeters: transition.distanceMeters,
      explanation: transition.explanation,
      jobOutcome,
    });
    if (transition.kind === "reopened" || !stay) continue;
    const isNews =
      transition.kind === "arrived"
        ? stay.arrivalIsNews
        : stay.departureIsNews && transition.at === stay.visit.departedAt;
    if (!isNews) continue;
    const timeOnSiteSeconds =
      transition.kind === "departed" ? Math.round((transition.at - stay.visit.arrivedAt) / 1000) : null;
    const subject = { technician, jobId, visitId: stay.id, decisionId, jobOutcome, timeOnSiteSeconds };
    await emitGeofenceEvent(unit, subject, transition, now);
  }
  if (left.size > 0) await withdrawDecisions(unit, [...left.values()]);
}

function nameOf(jobId: string, kind: string, at: number): string {
  return `${jobId}/${kind}/${at}`;
}
