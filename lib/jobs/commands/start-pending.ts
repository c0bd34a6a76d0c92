import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import type { JobWire } from "@/lib/realtime/protocol";
import type { Actor } from "../actor";
import type { JobStatus } from "../types";
import type { JobRecord } from "./begin-move";
import { followWork } from "./follow-work";
import { noteOutcome } from "./note-outcome";
import { recordChange } from "./record-change";

export interface PendingJob {
  readonly job: JobRecord;
  readonly technicianId: string;
  readonly status: JobStatus;
}

/**
 * Starts a job whose start was pending. Its arrival stays dated to the fix; only a start that nobody confirmed can be
 * undone later.
 * @param at when it started
 * @param now when that was decided
 */
export async function startPending(
  unit: Work,
  { job, technicianId, status }: PendingJob,
  actor: Actor,
  at: Date,
  now: Date,
): Promise<JobWire> {
  const byFence = actor.kind === "fence";
  const fromStatus = job.status === "en_route" ? "en_route" : "assigned";
  await unit.tx
    .update(jobs)
    .set({
      status,
      startedAt: at,
      startedByFence: byFence,
      pendingStart: null,
      fenceStart: byFence
        ? { fromStatus, startedAt: job.startedAt?.toISOString() ?? null, madeAt: now.toISOString() }
        : null,
    })
    .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, job.id)));
  await noteOutcome(unit, technicianId, job.id, "started");
  const wire = await recordChange(unit, {
    jobId: job.id,
    action: "start",
    fromStatus: job.status,
    toStatus: status,
    technicianId,
    actor,
    reason: null,
    occurredAt: at,
  });
  await followWork(unit, technicianId, at);
  return wire;
}
