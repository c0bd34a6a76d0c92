import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant, type Work } from "@/lib/db/transaction";
import type { JobWire } from "@/lib/realtime/protocol";
import { actorOf } from "../actor";
import { refusedUpTo } from "../refused-up-to";
import { lockJob, refuse, requireMove, requireNoOtherRunning } from "./begin-move";
import { noteOutcome } from "./note-outcome";
import { recordChange } from "./record-change";
import { type PendingJob, startPending } from "./start-pending";

/**
 * Starts a job whose start waits for the clock or for this answer (GEO-2).
 * @throws AppError not_found; conflict with the current job when nothing waits or another job of the technician runs
 */
export async function confirmArrival(identity: Identity, jobId: string, now: Date): Promise<JobWire> {
  return inTenant(identity.tenantId, async (unit) => {
    const pending = await lockPending(unit, identity, jobId);
    await requireNoOtherRunning(unit, pending.job, pending.technicianId);
    return startPending(unit, pending, actorOf(identity), now, now);
  });
}

/**
 * Cancels a start that waits: the visit stands, the job stays, and this visit starts nothing any more.
 * @throws AppError not_found; conflict with the current job when nothing waits
 */
export async function declineArrival(identity: Identity, jobId: string, now: Date): Promise<JobWire> {
  return inTenant(identity.tenantId, async (unit) => {
    const { job, technicianId } = await lockPending(unit, identity, jobId);
    await unit.tx
      .update(jobs)
      .set({ startRefusedAt: refusedUpTo(job, now) })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
    await noteOutcome(unit, technicianId, jobId, "declined");
    return recordChange(unit, {
      jobId,
      action: "decline_start",
      fromStatus: job.status,
      toStatus: job.status,
      technicianId,
      actor: actorOf(identity),
      reason: null,
      occurredAt: now,
    });
  });
}

async function lockPending(unit: Work, identity: Identity, jobId: string): Promise<PendingJob> {
  const job = await lockJob(unit, identity, "jobs:work", jobId);
  const { technicianId } = job;
  if (job.pendingStart === null || technicianId === null)
    return refuse(unit, job, `Nothing waits for an answer at job ${job.number}.`);
  return { job, technicianId, status: await requireMove(unit, job, "start") };
}
