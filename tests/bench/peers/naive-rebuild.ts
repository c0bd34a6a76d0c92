import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { decisions, visits } from "@/drizzle/schema/geofence";
import { jobs, sites } from "@/drizzle/schema/jobs";
import { fixes } from "@/drizzle/schema/tracking";
import { distanceMeters } from "@/lib/geo/distance";

type Tx = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/**
 * The way this is written first: the day's fixes one after the other against a bare circle, and a statement for every row
 * that it changes. No hysteresis, no job started, nothing compared with what was there: all in its favour.
 */
export async function naiveRebuild(
  db: PostgresJsDatabase,
  tenantId: string,
  technicianId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const mine = <Table extends typeof visits | typeof decisions>(table: Table) =>
      and(eq(table.tenantId, tenantId), eq(table.technicianId, technicianId));
    await tx.delete(visits).where(mine(visits));
    await tx.update(decisions).set({ stands: false }).where(mine(decisions));
    const places = await tx
      .select({ jobId: jobs.id, lat: sites.lat, lng: sites.lng })
      .from(jobs)
      .innerJoin(sites, and(eq(sites.tenantId, jobs.tenantId), eq(sites.id, jobs.siteId)))
      .where(and(eq(jobs.tenantId, tenantId), eq(jobs.technicianId, technicianId)));
    const day = await tx
      .select({ id: fixes.id, at: fixes.recordedAt, lat: fixes.lat, lng: fixes.lng })
      .from(fixes)
      .where(and(eq(fixes.tenantId, tenantId), eq(fixes.technicianId, technicianId)))
      .orderBy(asc(fixes.recordedAt));
    const inside = new Set<string>();
    for (const fix of day) {
      for (const { jobId, lat, lng } of places) {
        const isInside = distanceMeters(fix, { lat, lng }) <= 100;
        if (isInside === inside.has(jobId)) continue;
        if (isInside) inside.add(jobId);
        else inside.delete(jobId);
        await cross(tx, { tenantId, technicianId, jobId, at: fix.at }, isInside);
      }
    }
  });
}

/** One visit begun or ended, its decision, the times of its job, and the event: one statement each. */
async function cross(
  tx: Tx,
  { tenantId, technicianId, jobId, at }: { tenantId: string; technicianId: string; jobId: string; at: Date },
  isInside: boolean,
): Promise<void> {
  const id = crypto.randomUUID();
  if (isInside) {
    const openedBy = "fence";
    await tx.insert(visits).values({ tenantId, id, technicianId, jobId, arrivedAt: at, openedBy });
  } else {
    await tx
      .update(visits)
      .set({ departedAt: at, closeReason: "left" })
      .where(and(eq(visits.tenantId, tenantId), eq(visits.jobId, jobId), isNull(visits.departedAt)));
  }
  const kind = isInside ? "arrived" : "departed";
  await tx.execute(sql`
    insert into decisions (tenant_id, id, technician_id, job_id, kind, occurred_at, explanation)
    values (${tenantId}, ${id}, ${technicianId}, ${jobId}, ${kind}, ${at.toISOString()}, '{}')`);
  await tx
    .update(jobs)
    .set(isInside ? { arrivedAt: at } : { departedAt: at })
    .where(and(eq(jobs.tenantId, tenantId), eq(jobs.id, jobId)));
  await tx.execute(sql`
    with c as (update event_counters set last_seq = last_seq + 1 where tenant_id = ${tenantId} returning last_seq)
    insert into events (tenant_id, seq, type, technician_id, job_id, payload, occurred_at)
    select ${tenantId}, last_seq, 'geofence_event', ${technicianId}, ${jobId}, '{}', ${at.toISOString()}::timestamptz from c`);
}
