import { and, eq } from "drizzle-orm";
import { decisions, handInputs, visits } from "@/drizzle/schema/geofence";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import type { Work } from "@/lib/db/transaction";
import { newestDecision } from "@/lib/geofence/queries";
import { newId } from "@/lib/id";
import type { JobWire } from "@/lib/realtime/protocol";
import { actorOf } from "../actor";
import { openVisit } from "../queries";
import type { UndoInput } from "../schema";
import { undoEnd } from "../start-mode";
import { openStatuses } from "../transitions";
import { type JobRecord, refuse } from "./begin-move";
import { recordChange } from "./record-change";
import { foldAgain } from "./take-away";

/**
 * Takes a departure that the fence marked back for 10 min (GEO-2): he is still there. The visit goes on as if he had not
 * left, no fix up to now shows him leaving, and then the fence has to see him out anew. Kept like a check-in by hand, so
 * that it holds however often the day is folded.
 * @param job locked
 * @throws AppError conflict with the current job when somebody or something has moved it since, when the time is over, or
 * when `decision_id` names another decision
 */
export async function undoDeparture(
  unit: Work,
  identity: Identity,
  job: JobRecord,
  input: UndoInput,
  now: Date,
): Promise<JobWire> {
  const { technicianId, fenceDeparture, status } = job;
  if (!openStatuses.includes(status) || fenceDeparture === null || technicianId === null)
    return refuse(unit, job, `Job ${job.number} has no departure that could be undone.`);
  if (now >= undoEnd(fenceDeparture))
    return refuse(unit, job, `The departure from job ${job.number} is more than 10 minutes old.`);
  const departure = await newestDecision(unit.tx, unit.tenantId, { technicianId, jobId: job.id }, "departed");
  const shown = departure?.explanation.evidence.at(-1);
  if (!departure?.visitId || !shown || departure.occurredAt.toISOString() !== fenceDeparture.departedAt)
    return refuse(unit, job, `Job ${job.number} has no departure that could be undone.`);
  if (input.decision_id !== undefined && input.decision_id !== departure.id)
    return refuse(unit, job, `This decision did not end the visit of job ${job.number}.`);
  if ((await openVisit(unit.tx, unit.tenantId, technicianId, job.id)) !== null)
    return refuse(unit, job, `The technician is on the site of job ${job.number} already.`);
  await stayOn(unit, { visitId: departure.visitId, decisionId: departure.id, jobId: job.id });
  await unit.tx.insert(handInputs).values({
    tenantId: unit.tenantId,
    id: newId(),
    technicianId,
    jobId: job.id,
    kind: "still_here",
    // The moment that showed him leaving: whatever else is known of it comes before.
    occurredAt: new Date(shown.at),
    heldUntil: new Date(Math.max(now.getTime(), shown.at)),
    actorId: identity.userId ?? identity.credentialId,
    decisionId: departure.id,
  });
  const wire = await recordChange(unit, {
    jobId: job.id,
    action: "undo_departure",
    fromStatus: status,
    toStatus: status,
    technicianId,
    actor: actorOf(identity),
    reason: null,
    occurredAt: now,
    undoes: departure.id,
  });
  await foldAgain(unit, technicianId, new Date(shown.at));
  return wire;
}

async function stayOn(
  { tx, tenantId }: Work,
  { visitId, decisionId, jobId }: { visitId: string; decisionId: string; jobId: string },
): Promise<void> {
  await tx
    .update(visits)
    .set({ departedAt: null, departedAfter: null, closeReason: null, updatedAt: new Date() })
    .where(and(eq(visits.tenantId, tenantId), eq(visits.id, visitId)));
  await tx
    .update(decisions)
    .set({ jobOutcome: "departure_undone" })
    .where(and(eq(decisions.tenantId, tenantId), eq(decisions.id, decisionId)));
  await tx
    .update(jobs)
    .set({ departedAt: null })
    .where(and(eq(jobs.tenantId, tenantId), eq(jobs.id, jobId)));
}
