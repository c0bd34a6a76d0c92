import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { visits } from "@/drizzle/schema/geofence";
import { jobs } from "@/drizzle/schema/jobs";
import type { Work } from "@/lib/db/transaction";
import { type ArrivedJob, bySchedule, startOnArrival } from "../start-on-arrival";
import type { JobOutcome, JobStatus } from "../types";
import { followWork } from "./follow-work";
import { announceJob, recordChange } from "./record-change";

export interface Arrival {
  readonly jobId: string;
  readonly at: Date;
  /** False when we learned of it so late that no job is moved any more (LOC-8). */
  readonly recent: boolean;
}

interface ArrivedHere extends ArrivedJob {
  readonly at: Date;
  readonly arrivedAt: Date | null;
  readonly isHis: boolean;
}

/**
 * Lets arrivals at one moment have their effect on the jobs: the earliest scheduled starts, unless another of this
 * technician's jobs runs (GEO-2, GEO-7). The job rows are locked in id order before anything is decided.
 * @returns what became of each job, by id
 */
export async function settleArrivals(
  unit: Work,
  technicianId: string,
  arrivals: readonly Arrival[],
): Promise<ReadonlyMap<string, JobOutcome>> {
  const rows = await lockJobs(
    unit,
    [technicianId],
    arrivals.map((arrival) => arrival.jobId),
  );
  const arrived = arrivals.flatMap((arrival): ArrivedHere[] => {
    const row = rows.find(({ id }) => id === arrival.jobId);
    if (!row) return [];
    const isHis = row.technicianId === technicianId;
    return [
      {
        jobId: row.id,
        number: row.number,
        // A job that went to somebody else in the meantime is not this technician's to start, nor are its times.
        status: isHis ? row.status : "cancelled",
        isHis,
        windowStart: row.windowStart?.getTime() ?? null,
        recent: arrival.recent,
        at: arrival.at,
        arrivedAt: row.arrivedAt,
      },
    ];
  });
  const running = rows.find((row) => row.status === "running" && row.technicianId === technicianId);
  const outcomes = startOnArrival(arrived, running?.id ?? null);
  for (const job of arrived) {
    if (!job.isHis) continue;
    const started = outcomes.get(job.jobId) === "started";
    await unit.tx
      .update(jobs)
      .set({ arrivedAt: job.arrivedAt && job.arrivedAt < job.at ? job.arrivedAt : job.at, departedAt: null })
      .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, job.jobId)));
    if (started) await startByFence(unit, technicianId, job, job.at);
    else
      await announceJob(unit, job.jobId, { change: "visit", previousStatus: job.status, occurredAt: job.at });
  }
  await followWork(unit, technicianId, arrivals[0]?.at ?? new Date());
  return outcomes;
}

/** Notes that the technician has left; the job stays running until somebody completes it (GEO-2). */
export async function settleDeparture(
  unit: Work,
  technicianId: string,
  jobId: string,
  at: Date,
): Promise<void> {
  const [row] = await unit.tx
    .update(jobs)
    .set({ departedAt: at, updatedAt: new Date() })
    .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, jobId), eq(jobs.technicianId, technicianId)))
    .returning({ status: jobs.status });
  if (row) await announceJob(unit, jobId, { change: "visit", previousStatus: row.status, occurredAt: at });
}

/**
 * Sets arrival and departure of jobs from their technician's visits after these were corrected, and tells who watches
 * what changed. Visits of whoever had the job before do not count: assigning it made it new.
 * @param jobIds in id order, the order in which rows are locked everywhere
 */
export async function refreshSiteTimes(unit: Work, jobIds: readonly string[], now: Date): Promise<void> {
  for (const jobId of jobIds) {
    const [row] = await unit.tx.execute<{ status: JobStatus }>(sql`
      update jobs j set arrived_at = v.arrived_at, departed_at = v.departed_at, updated_at = ${now.toISOString()}::timestamptz
      from (
        select min(s.arrived_at) as arrived_at,
               case when bool_or(s.departed_at is null) then null else max(s.departed_at) end as departed_at
        from jobs k left join visits s
          on s.tenant_id = k.tenant_id and s.job_id = k.id and s.technician_id = k.technician_id
        where k.tenant_id = ${unit.tenantId} and k.id = ${jobId}
      ) v
      where j.tenant_id = ${unit.tenantId} and j.id = ${jobId}
        and (j.arrived_at is distinct from v.arrived_at or j.departed_at is distinct from v.departed_at)
      returning j.status`);
    if (row) await announceJob(unit, jobId, { change: "visit", previousStatus: row.status, occurredAt: now });
  }
}

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

/**
 * Locks jobs (and those the technicians have running) in id order. Everything that writes a job's visits takes its row
 * first, so that a dispatcher's command and the fence wait for each other instead of deadlocking.
 */
export async function lockJobs(unit: Work, technicianIds: readonly string[], ids: readonly string[]) {
  return unit.tx
    .select({
      id: jobs.id,
      number: jobs.number,
      status: jobs.status,
      windowStart: jobs.windowStart,
      technicianId: jobs.technicianId,
      arrivedAt: jobs.arrivedAt,
    })
    .from(jobs)
    .where(
      and(
        eq(jobs.tenantId, unit.tenantId),
        or(
          inArray(jobs.id, [...ids]),
          and(inArray(jobs.technicianId, [...technicianIds]), eq(jobs.status, "running")),
        ),
      ),
    )
    .orderBy(asc(jobs.id))
    .for("update");
}
