import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Permission } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import type { JobWire } from "@/lib/realtime/protocol";
import { notBefore, reportedTime } from "@/lib/technicians/reported-time";
import { actorOf } from "../actor";
import type { MoveInput } from "../schema";
import { lockJob, requireMove, requireVersion } from "./begin-move";
import { followWork } from "./follow-work";
import { recordChange } from "./record-change";
import { startWaitingJob } from "./start-waiting-job";
import { endAssignment, foldAgain, takeAway } from "./take-away";

export type Ending = "complete" | "fail" | "cancel";

const permissionFor: Record<Ending, Permission> = {
  complete: "jobs:work",
  fail: "jobs:work",
  cancel: "jobs:dispatch",
};

/**
 * Ends a job for good. A visit goes on until the technician leaves, except when the job is cancelled under him (GEO-7).
 * @throws AppError not_found, conflict with the current job, impossible for a time out of reach or before the start
 */
export async function finishJob(
  identity: Identity,
  jobId: string,
  action: Ending,
  input: MoveInput,
  now: Date,
): Promise<JobWire> {
  const reported = reportedTime(input.at, now);
  return inTenant(identity.tenantId, async (unit) => {
    const job = await lockJob(unit, identity, permissionFor[action], jobId);
    await requireVersion(unit, job, input.version);
    const status = await requireMove(unit, job, action);
    const at = notBefore(input.at, reported, job.startedAt, "the job started");
    const holder = job.technicianId;
    let departedAt = job.departedAt;
    if (holder !== null && action === "cancel") {
      departedAt = (await takeAway(unit, jobId, holder, at, "job_cancelled")) ?? departedAt;
    } else {
      await endAssignment(unit, jobId, at, null);
    }
    await unit.tx
      .update(jobs)
      .set({ status, finishedAt: at, finishReason: input.reason, departedAt })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
    const wire = await recordChange(unit, {
      jobId,
      action,
      fromStatus: job.status,
      toStatus: status,
      technicianId: holder,
      actor: actorOf(identity),
      reason: input.reason,
      occurredAt: at,
    });
    if (holder !== null) {
      if (job.status === "running") await startWaitingJob(unit, holder, at);
      if (job.status === "running" || job.status === "en_route") await followWork(unit, holder, at);
      if (action === "cancel") await foldAgain(unit, holder, at);
    }
    return wire;
  });
}
