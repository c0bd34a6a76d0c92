import { and, eq, sql } from "drizzle-orm";
import { clusters } from "@/drizzle/schema/arrivals";
import { inTenant, type Work } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import type { ClusterChangedWire } from "../cluster-wire";
import { type ClusterStep, type Crowd, clusterSteps } from "../clusters";
import { gatherings } from "../gatherings";
import { clusterWires } from "../queries/clusters";
import { readPresence } from "../queries/presence";

/**
 * Says where more technicians are together than expected, once, and once more when they are not (GEO-9). What was said stands
 * in rows written with the event, so that a restart does not say it again.
 */
export async function watchClusters(tenantId: string, now: Date): Promise<void> {
  await inTenant(tenantId, async (unit) => {
    // Two looks at once would both find a new cluster.
    await unit.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`clusters:${tenantId}`}, 0))`);
    const presence = await readPresence(unit.tx, tenantId, now);
    const rows = await unit.tx.select().from(clusters).where(eq(clusters.tenantId, tenantId));
    const known = rows.map((row) => ({ ...row, missedSince: row.missedSince?.getTime() ?? null }));
    const found = gatherings(presence.present, presence.sites, presence.radiusMeters, now.getTime());
    const expectedAt = (siteId: string | null) =>
      Math.max(presence.expected, (siteId === null ? undefined : presence.assigned.get(siteId))?.size ?? 0);
    for (const step of clusterSteps(known, found, expectedAt, now.getTime())) await take(unit, step, now);
  });
}

async function take(unit: Work, step: ClusterStep, now: Date): Promise<void> {
  const { tx, tenantId } = unit;
  if (step.step === "exceeded") {
    const id = newId();
    await tx
      .insert(clusters)
      .values({ tenantId, id, siteId: step.crowd.siteId, since: now, ...said(step.crowd) });
    await tell(unit, id, "exceeded", now);
    return;
  }
  const row = and(eq(clusters.tenantId, tenantId), eq(clusters.id, step.known.id));
  if (step.step === "changed") {
    await tx
      .update(clusters)
      .set({ missedSince: null, ...said(step.crowd) })
      .where(row);
    await tell(unit, step.known.id, "changed", now);
  } else if (step.step === "dissolved") {
    await tell(unit, step.known.id, "dissolved", now);
    await tx.delete(clusters).where(row);
  } else {
    await tx
      .update(clusters)
      .set({ missedSince: step.step === "missed" ? now : null })
      .where(row);
  }
}

const said = ({ technicianIds, expected }: Crowd) => ({ technicianIds: [...technicianIds], expected });

async function tell(unit: Work, id: string, status: ClusterChangedWire["status"], now: Date): Promise<void> {
  const [cluster] = await clusterWires(unit.tx, unit.tenantId, [id]);
  if (!cluster) throw new Error(`cluster ${id} vanished inside its own transaction`);
  const payload: ClusterChangedWire = { ...cluster, status, occurred_at: now.toISOString() };
  unit.emit({
    type: "cluster_changed",
    technicianId: null,
    jobId: null,
    occurredAt: now,
    payload: { ...payload },
  });
}
