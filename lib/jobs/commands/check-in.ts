import { and, eq } from "drizzle-orm";
import { handInputs } from "@/drizzle/schema/geofence";
import { jobs } from "@/drizzle/schema/jobs";
import type { Identity } from "@/lib/auth/types";
import { inTenant, type Work } from "@/lib/db/transaction";
import { bookVisit } from "@/lib/geofence/commands";
import { newId } from "@/lib/id";
import type { JobWire } from "@/lib/realtime/protocol";
import { notBefore, reportedTime } from "@/lib/technicians/reported-time";
import { actorOf } from "../actor";
import { openVisit } from "../queries";
import type { OnSiteInput } from "../schema";
import {
  type JobRecord,
  lockJob,
  refuse,
  requireMove,
  requireNoOtherRunning,
  requireVersion,
} from "./begin-move";
import { followWork } from "./follow-work";
import { onSiteEvidence } from "./on-site-evidence";
import { recordChange } from "./record-change";
import { foldAgain, lastDeparture } from "./take-away";

/**
 * Starts a job by hand and opens a visit, where GPS could not decide (GEO-10). A running job whose technician had left
 * gets another visit; one that the fence started is confirmed.
 * @throws AppError not_found; conflict with the current job, also while another job of his runs; impossible for a time
 * out of reach or inside an earlier visit
 */
export async function checkIn(
  identity: Identity,
  jobId: string,
  input: OnSiteInput,
  now: Date,
): Promise<JobWire> {
  const reported = reportedTime(input.at, now);
  return inTenant(identity.tenantId, async (unit) => {
    const job = await lockJob(unit, identity, "jobs:work", jobId);
    const technicianId = job.technicianId;
    if (technicianId === null)
      return refuse(unit, job, `Job ${job.number} belongs to nobody: assign it first.`);
    await requireVersion(unit, job, input.version);
    const visit = await openVisit(unit.tx, unit.tenantId, technicianId, jobId);
    const isNews = visit === null || job.startedByFence;
    const status = job.status === "running" && isNews ? "running" : await requireMove(unit, job, "start");
    await requireNoOtherRunning(unit, job, technicianId);
    const left = visit === null ? await lastDeparture(unit, jobId, technicianId) : null;
    const at = notBefore(input.at, reported, left, "the end of the visit before");
    if (visit === null) await openByHand(unit, jobId, technicianId, at);
    await recordHandInput(unit, identity, "check_in", job, technicianId, input, at);
    await unit.tx
      .update(jobs)
      .set({
        status,
        startedAt: job.startedAt ?? at,
        startedByFence: false,
        arrivedAt: job.arrivedAt && job.arrivedAt < at ? job.arrivedAt : at,
        departedAt: null,
      })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId)));
    const wire = await recordChange(unit, {
      jobId,
      action: "start",
      fromStatus: job.status,
      toStatus: status,
      technicianId,
      actor: actorOf(identity),
      reason: input.reason,
      occurredAt: at,
    });
    await followWork(unit, technicianId, at);
    await foldAgain(unit, technicianId, at);
    return wire;
  });
}

async function openByHand(unit: Work, jobId: string, technicianId: string, at: Date): Promise<void> {
  await bookVisit(unit, {
    technicianId,
    jobId,
    arrivedAt: at.getTime(),
    arrivedAfter: null,
    openedBy: "check_in",
    departed: null,
  });
}

/** Keeps what a person did with where he seemed to be, so that the day can be folded again with it. */
export async function recordHandInput(
  unit: Work,
  identity: Identity,
  kind: "check_in" | "check_out",
  job: JobRecord,
  technicianId: string,
  input: OnSiteInput,
  at: Date,
): Promise<void> {
  await unit.tx.insert(handInputs).values({
    tenantId: unit.tenantId,
    id: newId(),
    technicianId,
    jobId: job.id,
    kind,
    occurredAt: at,
    reason: input.reason,
    actorId: identity.userId ?? identity.credentialId,
    evidence: await onSiteEvidence(unit, job, technicianId, input, at),
  });
}
