import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import type { JobWire } from "@/lib/realtime/protocol";
import { reportedTime } from "@/lib/technicians/reported-time";
import { actorOf } from "../actor";
import type { MoveInput } from "../schema";
import { notBegun } from "./assign-job";
import { lockJob, refuse, requireMove, requireVersion } from "./begin-move";
import { followWork } from "./follow-work";
import { recordChange } from "./record-change";
import { startWaitingJob } from "./start-waiting-job";
import { foldAgain, takeAway } from "./take-away";

/**
 * Takes a job from its technician and leaves it to nobody.
 * @throws AppError not_found, conflict with the current job, impossible for a time out of reach
 */
export async function unassignJob(
  identity: Identity,
  jobId: string,
  input: MoveInput,
  now: Date,
): Promise<JobWire> {
  const at = reportedTime(input.at, now);
  return inTenant(identity.tenantId, async (unit) => {
    const job = await lockJob(unit, identity, "jobs:dispatch", jobId);
    await requireVersion(unit, job, input.version);
    const status = await requireMove(unit, job, "unassign");
    const previous = job.technicianId;
    if (previous === null) return refuse(unit, job, `Job ${job.number} belongs to nobody.`);
    await takeAway(unit, jobId, previous, at, "job_unassigned");
    await unit.tx
      .update(jobs)
      .set({ ...notBegun, status, technicianId: null, assignedAt: null })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
    const wire = await recordChange(unit, {
      jobId,
      action: "unassign",
      fromStatus: job.status,
      toStatus: status,
      technicianId: previous,
      actor: actorOf(identity),
      reason: input.reason,
      occurredAt: at,
    });
    if (job.status === "running") await startWaitingJob(unit, previous, at);
    if (job.status === "running" || job.status === "en_route") await followWork(unit, previous, at);
    await foldAgain(unit, previous, at);
    return wire;
  });
}
