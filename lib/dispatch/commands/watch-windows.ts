import { and, asc, eq, inArray } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import { inTenant, readTenant, type Tx, type Work } from "@/lib/db/transaction";
import { announceJob } from "@/lib/jobs/commands/record-change";
import { jobWires } from "@/lib/jobs/queries";
import type { WindowRisk } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";
import { arrivalTimes } from "../arrival-times";
import type { ArrivalWire } from "../arrival-wire";
import { arrivalWires } from "../queries/arrivals";
import { doubtfulWindows } from "../queries/doubtful-windows";
import { judgeWindow, type WindowVerdict } from "../window-risk";

interface Watched {
  readonly job: JobWire;
  readonly stored: WindowRisk | null;
  readonly verdict: WindowVerdict;
}

/**
 * Warns of promised windows that will be missed, each once, and takes the warning back (GEO-8). The warning stands on the job's
 * row and is told in the same transaction, so that neither a restart nor a second look says it twice.
 */
export async function watchWindows(tenantId: string, now: Date): Promise<void> {
  const due = await readTenant(tenantId, async (tx) => {
    const ids = await doubtfulWindows(tx, tenantId, now);
    return (await judge(tx, tenantId, ids, now)).map(({ job }) => job.id);
  });
  if (due.length === 0) return;
  await inTenant(tenantId, async (unit) => {
    await lock(unit, due);
    for (const watched of await judge(unit.tx, tenantId, due, now)) await settle(unit, watched, now);
  });
}

/** Those of the jobs about which something has to be done. */
async function judge(tx: Tx, tenantId: string, jobIds: readonly string[], now: Date): Promise<Watched[]> {
  if (jobIds.length === 0) return [];
  const [wires, estimates, rows] = await Promise.all([
    jobWires(tx, tenantId, jobIds),
    arrivalWires(tx, tenantId),
    tx
      .select({ id: jobs.id, stored: jobs.windowRisk })
      .from(jobs)
      .where(and(eq(jobs.tenantId, tenantId), inArray(jobs.id, [...jobIds])))
      .orderBy(asc(jobs.id)),
  ]);
  const byJob = new Map(estimates.map((arrival) => [arrival.job_id, arrival]));
  return rows.flatMap(({ id, stored }) => {
    const job = wires.get(id);
    if (!job) return [];
    const times = arrivalTimes(ofJob(byJob.get(id), job), now.getTime());
    const verdict = judgeWindow(job, stored, times, now.getTime());
    return verdict.verdict === "leave" ? [] : [{ job, stored, verdict }];
  });
}

/** An estimate about somebody who no longer has the job says nothing about it. */
function ofJob(arrival: ArrivalWire | undefined, job: JobWire): ArrivalWire | null {
  return arrival?.technician_id === job.technician_id ? (arrival ?? null) : null;
}

async function lock({ tx, tenantId }: Work, jobIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.tenantId, tenantId), inArray(jobs.id, [...jobIds])))
    .orderBy(asc(jobs.id))
    .for("no key update");
}

async function settle(unit: Work, { job, verdict }: Watched, now: Date): Promise<void> {
  await unit.tx
    .update(jobs)
    .set({ windowRisk: verdict.verdict === "warn" ? verdict.risk : null })
    .where(and(eq(jobs.tenantId, unit.tenantId), eq(jobs.id, job.id)));
  if (verdict.verdict === "forget") return;
  await announceJob(unit, job.id, {
    change: verdict.verdict === "warn" ? "window_at_risk" : "window_safe",
    previousStatus: job.status,
    occurredAt: now,
  });
}
