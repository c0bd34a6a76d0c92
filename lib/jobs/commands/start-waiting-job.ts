import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { visits } from "@/drizzle/schema/geofence";
import { jobs } from "@/drizzle/schema/jobs";
import { tenants } from "@/drizzle/schema/tenants";
import type { Work } from "@/lib/db/transaction";
import { pendingStartOf, startModeFor } from "../start-mode";
import { bySchedule } from "../start-on-arrival";
import type { PendingStart } from "../types";
import type { JobRecord } from "./begin-move";
import { noteOutcome } from "./note-outcome";
import { announceJob, recordChange } from "./record-change";
import { schedulePendingStart } from "./schedule-pending-start";

const startModes = { startMode: tenants.startMode, startModesByType: tenants.startModesByType };

/**
 * When a job ends (or is put aside) while its technician stands on the site of another one that waits, that one
 * starts: he has arrived long ago (GEO-7).
 */
export async function startWaitingJob(unit: Work, technicianId: string, at: Date): Promise<void> {
  const waiting = await unit.tx
    .select({ job: jobs, visitBegan: visits.arrivedAt, ...startModes })
    .from(jobs)
    .innerJoin(tenants, eq(tenants.id, jobs.tenantId))
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
    .filter(({ job, visitBegan, ...modes }) => {
      const isRefused = job.startRefusedAt !== null && visitBegan <= job.startRefusedAt;
      return !isRefused && startModeFor(job, modes) !== "off";
    })
    .map((one) => ({ ...one, number: one.job.number, windowStart: one.job.windowStart?.getTime() ?? null }))
    .sort(bySchedule);
  if (!next) return;
  const pending = pendingStartOf(startModeFor(next.job, next), next.visitBegan, new Date());
  if (pending) await leavePending(unit, technicianId, next.job, pending, at);
  else await startByFence(unit, technicianId, next.job, at);
}

/** He is asked, or given the time to say no, as on arrival. */
async function leavePending(
  unit: Work,
  technicianId: string,
  job: JobRecord,
  pendingStart: PendingStart,
  at: Date,
): Promise<void> {
  await unit.tx
    .update(jobs)
    .set({ pendingStart, version: sql`${jobs.version} + 1`, updatedAt: new Date() })
    .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, job.id)));
  await noteOutcome(unit, technicianId, job.id, pendingStart.mode === "timed" ? "starts_soon" : "asked");
  await schedulePendingStart(unit, job.id, pendingStart);
  await announceJob(unit, job.id, { change: "visit", previousStatus: job.status, occurredAt: at });
}

/** The conditional update is what decides a race with a dispatcher; the unique index on running jobs backs it. */
async function startByFence(unit: Work, technicianId: string, job: JobRecord, at: Date): Promise<void> {
  const started = await unit.tx
    .update(jobs)
    .set({
      status: "running",
      startedAt: at,
      startedByFence: true,
      pendingStart: null,
      fenceStart: {
        fromStatus: job.status === "en_route" ? "en_route" : "assigned",
        startedAt: job.startedAt?.toISOString() ?? null,
        madeAt: new Date().toISOString(),
      },
    })
    .where(
      and(
        eq(jobs.tenantId, unit.tenantId),
        eq(jobs.id, job.id),
        eq(jobs.technicianId, technicianId),
        inArray(jobs.status, ["assigned", "en_route"]),
      ),
    )
    .returning({ id: jobs.id });
  if (started.length === 0) return;
  await recordChange(unit, {
    jobId: job.id,
    action: "start",
    fromStatus: job.status,
    toStatus: "running",
    technicianId,
    actor: { kind: "fence" },
    reason: null,
    occurredAt: at,
  });
}
