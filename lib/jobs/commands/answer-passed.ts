import { and, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import { decisions, handInputs, visits } from "@/drizzle/schema/geofence";
import { jobs } from "@/drizzle/schema/jobs";
import { can } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import { inTenant, type Work } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { bookVisit } from "@/lib/geofence/commands";
import type { PassedAnswer } from "@/lib/geofence/types";
import { newId } from "@/lib/id";
import type { JobWire } from "@/lib/realtime/protocol";
import { actorOf } from "../actor";
import { openVisit } from "../queries";
import { type JobRecord, lockJob, refuse } from "./begin-move";
import { announceJob } from "./record-change";
import { foldAgain } from "./take-away";

interface Passed {
  readonly job: JobRecord;
  readonly decisionId: string;
  readonly technicianId: string;
  /** Last seen outside before it, then between which moments the stop lies. */
  readonly seenOutside: Date;
  readonly came: Date;
  readonly left: Date;
}

/**
 * Says that a drive-past was a visit (GEO-3): one is booked with the times that were interpolated, as if somebody had
 * checked in and out by hand. The job stays as it is.
 * @throws AppError not_found; conflict with the current job when somebody has answered before, when later fixes have
 * shown what it was, or when there is a visit at that time already
 */
export async function confirmPassed(
  identity: Identity,
  jobId: string,
  decisionId: string,
  now: Date,
): Promise<JobWire> {
  return inTenant(identity.tenantId, async (unit) => {
    const passed = await lockPassed(unit, identity, jobId, decisionId);
    await requireNoVisit(unit, passed);
    await bookConfirmed(unit, identity, passed);
    const wire = await settle(unit, identity, passed, "confirmed", now);
    await foldAgain(unit, passed.technicianId, passed.came);
    return wire;
  });
}

/**
 * Says that a drive-past was no visit: nobody is asked about it again.
 * @throws AppError like `confirmPassed`
 */
export async function dismissPassed(
  identity: Identity,
  jobId: string,
  decisionId: string,
  now: Date,
): Promise<JobWire> {
  return inTenant(identity.tenantId, async (unit) =>
    settle(unit, identity, await lockPassed(unit, identity, jobId, decisionId), "dismissed", now),
  );
}

/** The office answers, or the technician who drove past, as long as the job is his: the answer shows it. */
async function lockPassed(
  unit: Work,
  identity: Identity,
  jobId: string,
  decisionId: string,
): Promise<Passed> {
  const { tx, tenantId } = unit;
  const job = await lockJob(unit, identity, "jobs:work", jobId);
  const [row] = await tx
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.tenantId, tenantId),
        eq(decisions.id, decisionId),
        eq(decisions.jobId, jobId),
        eq(decisions.kind, "passed"),
      ),
    );
  const passed = row?.explanation.passed;
  if (!row || !passed || !can(identity, "jobs:work", row.technicianId))
    throw new AppError("not_found", "There is no such question.");
  if (row.answer !== null)
    return refuse(
      unit,
      job,
      `Somebody has said already whether the drive past job ${job.number} was a visit.`,
    );
  if (!row.stands)
    return refuse(
      unit,
      job,
      `Fixes that came in later have shown what the drive past job ${job.number} was.`,
    );
  const [came, left] = passed.between;
  return {
    job,
    decisionId,
    technicianId: row.technicianId,
    seenOutside: new Date(Math.min(row.explanation.evidence[0]?.at ?? came, came)),
    came: new Date(came),
    left: new Date(left),
  };
}

async function requireNoVisit(unit: Work, { job, technicianId, came, left }: Passed): Promise<void> {
  const [there] = await unit.tx
    .select({ id: visits.id })
    .from(visits)
    .where(
      and(
        eq(visits.tenantId, unit.tenantId),
        eq(visits.jobId, job.id),
        eq(visits.technicianId, technicianId),
        lte(visits.arrivedAt, left),
        or(isNull(visits.departedAt), gte(visits.departedAt, came)),
      ),
    )
    .limit(1);
  if (there) await refuse(unit, job, `Job ${job.number} has a visit at that time already.`);
}

async function bookConfirmed(unit: Work, identity: Identity, passed: Passed): Promise<void> {
  const { job, decisionId, technicianId, seenOutside, came, left } = passed;
  await bookVisit(unit, {
    technicianId,
    jobId: job.id,
    arrivedAt: came.getTime(),
    arrivedAfter: seenOutside.getTime(),
    openedBy: "confirmed",
    departed: { at: left.getTime(), after: came.getTime(), reason: "check_out" },
  });
  const common = {
    tenantId: unit.tenantId,
    technicianId,
    jobId: job.id,
    actorId: identity.userId ?? identity.credentialId,
    decisionId,
  };
  await unit.tx.insert(handInputs).values([
    { ...common, id: newId(), kind: "check_in", occurredAt: came, happenedAfter: seenOutside },
    { ...common, id: newId(), kind: "check_out", occurredAt: left, happenedAfter: came },
  ]);
}

/** Keeps the answer, and takes the question and, for a visit, its times to the job. */
async function settle(
  unit: Work,
  identity: Identity,
  { job, decisionId, technicianId, came, left }: Passed,
  answer: PassedAnswer,
  now: Date,
): Promise<JobWire> {
  const { tx, tenantId } = unit;
  const actor = actorOf(identity);
  await tx
    .update(decisions)
    .set({ answer, answeredAt: now, answeredBy: identity.userId ?? identity.credentialId })
    .where(and(eq(decisions.tenantId, tenantId), eq(decisions.id, decisionId)));
  const isHis = answer === "confirmed" && job.technicianId === technicianId;
  const isThere = isHis && (await openVisit(tx, tenantId, technicianId, job.id)) !== null;
  await tx
    .update(jobs)
    .set({
      passedQuestions: job.passedQuestions.filter((question) => question.decisionId !== decisionId),
      version: sql`${jobs.version} + 1`,
      updatedAt: now,
      ...(isHis && {
        arrivedAt: job.arrivedAt !== null && job.arrivedAt < came ? job.arrivedAt : came,
        departedAt: isThere ? null : job.departedAt !== null && job.departedAt > left ? job.departedAt : left,
      }),
    })
    .where(and(eq(jobs.tenantId, tenantId), eq(jobs.id, job.id)));
  return announceJob(unit, job.id, {
    change: answer === "confirmed" ? "passed_confirmed" : "passed_dismissed",
    previousStatus: job.status,
    occurredAt: now,
    technicianId,
    actor,
  });
}
