import { and, eq, sql } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant } from "@/lib/db/transaction";
import { endVisit } from "@/lib/geofence/commands";
import type { JobWire } from "@/lib/realtime/protocol";
import { notBefore, reportedTime } from "@/lib/technicians/reported-time";
import { actorOf } from "../actor";
import { openVisit } from "../queries";
import type { OnSiteInput } from "../schema";
import { lockJob, refuse, requireVersion } from "./begin-move";
import { recordHandInput } from "./check-in";
import { announceJob } from "./record-change";
import { foldAgain } from "./take-away";

/**
 * Ends the visit by hand; the job stays as it is until somebody completes it (GEO-2, GEO-10).
 * @throws AppError not_found; conflict with the current job when nobody is on site; impossible for a time out of reach or
 * before the arrival
 */
export async function checkOut(
  identity: Identity,
  jobId: string,
  input: OnSiteInput,
  now: Date,
): Promise<JobWire> {
  const reported = reportedTime(input.at, now);
  return inTenant(identity.tenantId, async (unit) => {
    const job = await lockJob(unit, identity, "jobs:work", jobId);
    await requireVersion(unit, job, input.version);
    const technicianId = job.technicianId;
    const visit = technicianId === null ? null : await openVisit(unit.tx, unit.tenantId, technicianId, jobId);
    if (technicianId === null || visit === null) {
      return refuse(unit, job, `Nobody is on the site of job ${job.number}.`);
    }
    const at = notBefore(input.at, reported, visit.arrivedAt, "the arrival");
    await endVisit(
      unit,
      { technicianId, jobId },
      { at: at.getTime(), after: at.getTime(), reason: "check_out" },
    );
    await recordHandInput(unit, identity, "check_out", job, technicianId, input, at);
    await unit.tx
      .update(jobs)
      .set({
        departedAt: at,
        pendingStart: null,
        fenceDeparture: null,
        version: sql`${jobs.version} + 1`,
        updatedAt: now,
      })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
    const wire = await announceJob(unit, jobId, {
      change: "visit",
      previousStatus: job.status,
      occurredAt: at,
      actor: actorOf(identity),
      reason: input.reason,
    });
    await foldAgain(unit, technicianId, at);
    return wire;
  });
}
