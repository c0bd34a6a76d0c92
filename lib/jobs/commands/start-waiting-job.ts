import { and, eq, inArray, isNull } from "drizzle-orm";
import { visits } from "@/drizzle/schema/geofence";
import { jobs } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import { type ArrivedJob, bySchedule } from "../start-on-arrival";
import { recordChange } from "./record-change";

/**
 * When a job ends (or is put aside) while its technician stands on the site of another one that waits, that one
 * starts: he has arrived long ago (GEO-7).
 */
export async function startWaitingJob(unit: Work, technicianId: string, at: Date): Promise<void> {
  const waiting = await unit.tx
    .select({ id: jobs.id, number: jobs.number, status: jobs.status, windowStart: jobs.windowStart })
    .from(jobs)
    .innerJoin(
      visits,
      and(
        eq(visits.tenantId, jobs.tenantId),
        eq(visits.jobId, jobs.id),
        eq(visits.technicianId, technicianId),
        isNull(visits.departedAt),
      ),
    )
    .where(
      and(
        eq(jobs.tenantId, unit.tenantId),
        eq(jobs.technicianId, technicianId),
        inArray(jobs.status, ["assigned", "en_route"]),
      ),
    );
  const [running] = await unit.tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(eq(jobs.tenantId, unit.tenantId), eq(jobs.technicianId, technicianId), eq(jobs.status, "running")),
    );
  if (running) return;
  const [next] = waiting
    .map((job) => ({ ...job, windowStart: job.windowStart?.getTime() ?? null }))
    .sort(bySchedule);
  if (next) await startByFence(unit, technicianId, { jobId: next.id, status: next.status }, at);
}

/** The conditional update is what decides a race with a dispatcher; the unique index on running jobs backs it. */
async function startByFence(
  unit: Work,
  technicianId: string,
  job: Pick<ArrivedJob, "jobId" | "status">,
  at: Date,
): Promise<void> {
  const started = await unit.tx
    .update(jobs)
    .set({ status: "running", startedAt: at, startedByFence: true })
    .where(
      and(
        eq(jobs.tenantId, unit.tenantId),
        eq(jobs.id, job.jobId),
        eq(jobs.technicianId, technicianId),
        inArray(jobs.status, ["assigned", "en_route"]),
      ),
    )
    .returning({ id: jobs.id });
  if (started.length === 0) return;
  await recordChange(unit, {
    jobId: job.jobId,
    action: "start",
    fromStatus: job.status,
    toStatus: "running",
    technicianId,
    actor: { kind: "fence" },
    reason: null,
    occurredAt: at,
  });
}
