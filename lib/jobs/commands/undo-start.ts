import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import type { Work } from "@/lib/db/transaction";
import { newestDecision } from "@/lib/geofence/queries";
import type { JobWire } from "@/lib/realtime/protocol";
import { actorOf } from "../actor";
import { refusedUpTo } from "../refused-up-to";
import type { UndoInput } from "../schema";
import { undoEnd } from "../start-mode";
import { type JobRecord, refuse } from "./begin-move";
import { followWork } from "./follow-work";
import { noteOutcome } from "./note-outcome";
import { recordChange } from "./record-change";

/**
 * Takes an automatic start back for 10 min (GEO-2): state and times are what they were, the visit stands, and the fence
 * does not start the job again for this visit, however often its fixes are folded. Another job that waits on the site is
 * not started instead: whoever undoes a start wants to decide himself.
 * @param job locked
 * @throws AppError conflict with the current job when somebody has moved it since, when the time is over, or when
 * `decision_id` names another decision than the one that started it
 */
export async function undoStart(
  unit: Work,
  identity: Identity,
  job: JobRecord,
  input: UndoInput,
  now: Date,
): Promise<JobWire> {
  const { id: jobId, technicianId, fenceStart } = job;
  if (job.status !== "running" || fenceStart === null || technicianId === null)
    return refuse(unit, job, `Job ${job.number} has no automatic start that could be undone.`);
  if (now >= undoEnd(fenceStart))
    return refuse(unit, job, `The start of job ${job.number} is more than 10 minutes old.`);
  const arrival = await newestDecision(unit.tx, unit.tenantId, { technicianId, jobId }, "arrived");
  const decisionId = arrival?.id ?? null;
  if (input.decision_id !== undefined && input.decision_id !== decisionId)
    return refuse(unit, job, `Job ${job.number} was not started by this decision.`);
  await unit.tx
    .update(jobs)
    .set({
      status: fenceStart.fromStatus,
      startedAt: fenceStart.startedAt === null ? null : new Date(fenceStart.startedAt),
      startedByFence: false,
      startRefusedAt: refusedUpTo(job, now),
    })
    .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
  await noteOutcome(unit, technicianId, jobId, "undone");
  const wire = await recordChange(unit, {
    jobId,
    action: "undo_start",
    fromStatus: job.status,
    toStatus: fenceStart.fromStatus,
    technicianId,
    actor: actorOf(identity),
    reason: null,
    occurredAt: now,
    undoes: decisionId,
  });
  await followWork(unit, technicianId, now);
  return wire;
}
