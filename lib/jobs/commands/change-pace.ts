import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import type { JobWire } from "@/lib/realtime/protocol";
import { reportedTime } from "@/lib/technicians/reported-time";
import { actorOf } from "../actor";
import type { MoveInput } from "../schema";
import { lockJob, requireMove, requireVersion } from "./begin-move";
import { followWork } from "./follow-work";
import { recordChange } from "./record-change";
import { startWaitingJob } from "./start-waiting-job";

/**
 * Starts the journey to a job, puts a job aside, or takes it up again: moves that touch nothing but the job and what its
 * technician does next. A job resumed while its technician stands on its site starts at once (GEO-7).
 * @throws AppError not_found, conflict with the current job, impossible for a time out of reach
 */
export async function changePace(
  identity: Identity,
  jobId: string,
  action: "start_travel" | "hold" | "resume",
  input: MoveInput,
  now: Date,
): Promise<JobWire> {
  const at = reportedTime(input.at, now);
  return inTenant(identity.tenantId, async (unit) => {
    const job = await lockJob(unit, identity, "jobs:work", jobId);
    await requireVersion(unit, job, input.version);
    const status = await requireMove(unit, job, action);
    await unit.tx
      .update(jobs)
      .set({ status, ...(action === "start_travel" ? { travelStartedAt: at } : {}) })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
    const wire = await recordChange(unit, {
      jobId,
      action,
      fromStatus: job.status,
      toStatus: status,
      technicianId: job.technicianId,
      actor: actorOf(identity),
      reason: input.reason,
      occurredAt: at,
    });
    if (job.technicianId !== null) {
      if (action === "resume" || job.status === "running") await startWaitingJob(unit, job.technicianId, at);
      await followWork(unit, job.technicianId, at);
    }
    return wire;
  });
}
