import { and, eq, sql } from "drizzle-orm";
import { apiTokens, users } from "@/drizzle/schema/auth";
import { jobChanges, jobs } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import type { JobWire } from "@/lib/realtime/protocol";
import type { Actor } from "../actor";
import { type JobNews, jobEvent } from "../job-news";
import { jobWires } from "../queries";
import type { JobAction, JobStatus } from "../types";

export interface JobChange {
  readonly jobId: string;
  readonly action: JobAction | "create" | "edit" | "decline_start" | "undo_start" | "undo_departure";
  /** Null for a new job. */
  readonly fromStatus: JobStatus | null;
  readonly toStatus: JobStatus;
  /** Whom the change concerns: who has the job after it, or who lost it by it. */
  readonly technicianId: string | null;
  readonly actor: Actor;
  readonly reason: string | null;
  readonly occurredAt: Date;
  /** See `JobNews`. */
  readonly undoes?: string | null;
}

/**
 * Books a change of a job whose row has been written: raises its version, adds to its history, and queues the
 * `job_status` event with the whole job as it is now. Write visits first, so that the event carries them.
 * @returns the job after the change
 */
export async function recordChange(unit: Work, change: JobChange): Promise<JobWire> {
  if (change.action !== "create") {
    // A person who moves a job has settled what waited for an answer, and leaves nothing automatic to undo.
    const settled =
      change.action === "edit" || change.actor.kind === "fence"
        ? {}
        : { pendingStart: null, fenceStart: null, fenceDeparture: null };
    await unit.tx
      .update(jobs)
      .set({ ...settled, version: sql`${jobs.version} + 1`, updatedAt: new Date() })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, change.jobId)));
  }
  await unit.tx.insert(jobChanges).values({
    tenantId: unit.tenantId,
    id: newId(),
    jobId: change.jobId,
    action: change.action,
    fromStatus: change.fromStatus,
    toStatus: change.toStatus,
    technicianId: change.technicianId,
    actor: change.actor.kind,
    actorId: change.actor.kind === "fence" ? null : change.actor.id,
    reason: change.reason,
    occurredAt: change.occurredAt,
  });
  // Who sets out is expected from now on. One task a technician: a shared one would make strangers wait for each other.
  if (change.action === "start_travel") {
    await unit.enqueue({
      name: "estimate_arrivals",
      payload: { tenantId: unit.tenantId },
      key: `estimate_arrivals:${change.technicianId}`,
    });
  }
  return announceJob(unit, change.jobId, {
    change: change.action,
    previousStatus: change.fromStatus,
    occurredAt: change.occurredAt,
    technicianId: change.technicianId,
    actor: change.actor,
    reason: change.reason,
    ...(change.undoes === undefined ? {} : { undoes: change.undoes }),
  });
}

/** Queues a `job_status` event without booking a change. */
export async function announceJob(unit: Work, jobId: string, news: JobNews): Promise<JobWire> {
  const job = (await jobWires(unit.tx, unit.tenantId, [jobId])).get(jobId);
  if (!job) throw new Error(`job ${jobId} vanished inside its own transaction`);
  unit.emit(jobEvent(job, news, await nameOf(unit, news.actor ?? { kind: "fence" })));
  return job;
}

async function nameOf({ tx, tenantId }: Work, actor: Actor): Promise<string | null> {
  if (actor.kind === "fence") return null;
  const [row] =
    actor.kind === "user"
      ? await tx
          .select({ name: users.fullName })
          .from(users)
          .where(and(eq(users.tenantId, tenantId), eq(users.id, actor.id)))
      : await tx
          .select({ name: apiTokens.label })
          .from(apiTokens)
          .where(and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.id, actor.id)));
  return row?.name ?? null;
}
