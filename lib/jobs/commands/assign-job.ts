import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { JobWire } from "@/lib/realtime/protocol";
import { technicianExists } from "@/lib/technicians/queries";
import { reportedTime } from "@/lib/technicians/reported-time";
import { actorOf } from "../actor";
import { pastReach } from "../past-reach";
import { jobWires } from "../queries";
import type { MoveInput } from "../schema";
import { lockJob, requireMove, requireVersion } from "./begin-move";
import { followWork } from "./follow-work";
import { announceJob, recordChange } from "./record-change";
import { startWaitingJob } from "./start-waiting-job";
import { beginAssignment, foldAgain, takeAway } from "./take-away";

/** What a job forgets when it goes to somebody else: nobody has travelled or arrived yet. */
export const notBegun = {
  travelStartedAt: null,
  arrivedAt: null,
  departedAt: null,
  startedAt: null,
  startedByFence: false,
  startRefusedAt: null,
} as const;

/**
 * Gives a job to a technician, taking it from whoever has it (DSP-2). Giving it to the one who has it changes nothing.
 * @throws AppError not_found (job or technician), conflict with the current job, impossible for a time out of reach
 */
export async function assignJob(
  identity: Identity,
  jobId: string,
  technicianId: string,
  input: MoveInput,
  now: Date,
): Promise<JobWire> {
  const at = reportedTime(input.at, now);
  return inTenant(identity.tenantId, async (unit) => {
    const { tx, tenantId } = unit;
    const job = await lockJob(unit, identity, "jobs:dispatch", jobId, technicianId);
    if (!(await technicianExists(tx, tenantId, technicianId))) {
      throw new AppError("not_found", "There is no such technician.");
    }
    await requireVersion(unit, job, input.version);
    const status = await requireMove(unit, job, "assign");
    const previous = job.technicianId;
    if (previous === technicianId) {
      const current = (await jobWires(tx, tenantId, [jobId])).get(jobId);
      if (current) return current;
    }
    if (previous !== null) await takeAway(unit, jobId, previous, at, "job_reassigned");
    await tx
      .update(jobs)
      .set({ ...notBegun, status, technicianId, assignedAt: at })
      .where(and(eq(jobs.tenantId, tenantId), eq(jobs.id, jobId)));
    await beginAssignment(unit, jobId, technicianId, at);
    const actor = actorOf(identity);
    const { reason } = input;
    if (previous !== null) {
      // His phone has to lose the job; the history has one entry, because it was one move.
      const news = { change: "unassign", previousStatus: job.status, occurredAt: at, technicianId: previous };
      await announceJob(unit, jobId, { ...news, actor, reason });
    }
    const wire = await recordChange(unit, {
      jobId,
      action: "assign",
      fromStatus: job.status,
      toStatus: status,
      technicianId,
      actor,
      reason,
      occurredAt: at,
    });
    if (previous !== null) {
      if (job.status === "running") await startWaitingJob(unit, previous, at);
      if (job.status === "running" || job.status === "en_route") await followWork(unit, previous, at);
      await foldAgain(unit, previous, at);
    }
    const from = pastReach({ windowStart: job.windowStart, windowEnd: job.windowEnd, assignedFrom: at }, now);
    if (from !== null) await foldAgain(unit, technicianId, from);
    return wire;
  });
}
