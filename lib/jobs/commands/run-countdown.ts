import { and, eq, sql } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import { inTenant } from "@/lib/db/transaction";
import { otherRunningJob } from "../queries";
import { nextStatus } from "../transitions";
import { lockJobRow } from "./begin-move";
import { noteOutcome } from "./note-outcome";
import { announceJob } from "./record-change";
import { startPending } from "./start-pending";

export interface Countdown {
  readonly tenantId: string;
  readonly jobId: string;
  /** Which countdown: one that was cancelled, or has made room for another, starts nothing. */
  readonly startsAt: Date;
}

/**
 * Starts a job whose countdown has ended (GEO-2), dated to the moment that was announced, however late the task runs. Safe
 * to run twice, and too early. Nothing starts while another job of the technician runs: then this one waits.
 */
export async function runCountdown({ tenantId, jobId, startsAt }: Countdown, now: Date): Promise<void> {
  if (now < startsAt) return;
  await inTenant(tenantId, async (unit) => {
    const job = await lockJobRow(unit, jobId);
    const technicianId = job?.technicianId ?? null;
    if (!job || technicianId === null || job.pendingStart?.startsAt !== startsAt.toISOString()) return;
    const status = nextStatus(job.status, "start");
    const other = await otherRunningJob(unit.tx, tenantId, technicianId, jobId);
    if (status !== null && other === null) {
      await startPending(unit, { job, technicianId, status }, { kind: "fence" }, startsAt, now);
      return;
    }
    await unit.tx
      .update(jobs)
      .set({ pendingStart: null, version: sql`${jobs.version} + 1`, updatedAt: now })
      .where(and(eq(jobs.tenantId, tenantId), eq(jobs.id, jobId)));
    await noteOutcome(unit, technicianId, jobId, other ? "waiting_other_job_runs" : "not_startable");
    await announceJob(unit, jobId, { change: "visit", previousStatus: job.status, occurredAt: startsAt });
  });
}
