import { and, asc, eq, inArray, or } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import { can, type Permission } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import type { Work } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { jobWires, otherRunningJob } from "../queries";
import { nextStatus, openStatuses } from "../transitions";
import type { JobAction, JobStatus } from "../types";

export type JobRecord = typeof jobs.$inferSelect;

/**
 * Locks a job together with the open jobs of its technician (and of `alsoTechnicianId`), all in id order: whatever the
 * move causes among them later finds its rows locked already.
 * @throws AppError not_found when the tenant has no such job, or the caller may not do this to it
 */
export async function lockJob(
  unit: Work,
  identity: Identity,
  permission: Permission,
  jobId: string,
  alsoTechnicianId?: string,
): Promise<JobRecord> {
  const job = await lockJobRow(unit, jobId, alsoTechnicianId);
  if (!job || !can(identity, permission, job.technicianId)) {
    throw new AppError("not_found", "There is no such job.");
  }
  return job;
}

/** The same for what happens by itself; null when the tenant has no such job. */
export async function lockJobRow(
  { tx, tenantId }: Work,
  jobId: string,
  alsoTechnicianId?: string,
): Promise<JobRecord | null> {
  const holder = tx
    .select({ technicianId: jobs.technicianId })
    .from(jobs)
    .where(and(eq(jobs.tenantId, tenantId), eq(jobs.id, jobId)));
  const rows = await tx
    .select()
    .from(jobs)
    .where(
      and(
        eq(jobs.tenantId, tenantId),
        or(
          eq(jobs.id, jobId),
          and(
            inArray(jobs.status, [...openStatuses]),
            or(
              inArray(jobs.technicianId, holder),
              alsoTechnicianId === undefined ? undefined : eq(jobs.technicianId, alsoTechnicianId),
            ),
          ),
        ),
      ),
    )
    .orderBy(asc(jobs.id))
    .for("no key update");
  return rows.find((row) => row.id === jobId) ?? null;
}

const participles: Record<JobAction, string> = {
  assign: "assigned",
  unassign: "taken from its technician",
  start_travel: "travelled to",
  start: "started",
  hold: "put on hold",
  resume: "resumed",
  complete: "completed",
  fail: "failed",
  cancel: "cancelled",
};

const words = (status: JobStatus): string => status.replaceAll("_", " ");

/**
 * Where a move leads.
 * @throws AppError conflict with the current job when the move is not allowed from where it is
 */
export async function requireMove(unit: Work, job: JobRecord, action: JobAction): Promise<JobStatus> {
  const to = nextStatus(job.status, action, job.technicianId !== null);
  if (to !== null) return to;
  return refuse(
    unit,
    job,
    `Job ${job.number} is ${words(job.status)} and cannot be ${participles[action]} now.`,
  );
}

/** @throws AppError conflict that names the job this technician has running already (GEO-7) */
export async function requireNoOtherRunning(unit: Work, job: JobRecord, technicianId: string): Promise<void> {
  const other = await otherRunningJob(unit.tx, unit.tenantId, technicianId, job.id);
  if (other === null) return;
  await refuse(
    unit,
    job,
    `Job ${other.number} (${other.title}) is running: complete it or put it on hold first.`,
  );
}

/** @throws AppError conflict when the caller has seen another version than there is; nothing when none was named */
export async function requireVersion(unit: Work, job: JobRecord, version: number | undefined): Promise<void> {
  if (version === undefined || version === job.version) return;
  await refuse(unit, job, `Job ${job.number} has changed since version ${version}: look at it again first.`);
}

/** Refuses with the job as it is now. */
export async function refuse({ tx, tenantId }: Work, job: JobRecord, sentence: string): Promise<never> {
  const current = (await jobWires(tx, tenantId, [job.id])).get(job.id);
  throw new AppError("conflict", sentence, { current });
}
