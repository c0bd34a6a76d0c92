import { and, asc, eq, inArray } from "drizzle-orm";
import { clusters } from "@/drizzle/schema/arrivals";
import { sites } from "@/drizzle/schema/jobs";
import { technicians } from "@/drizzle/schema/technicians";
import type { Tx } from "@/lib/db/transaction";
import type { ClusterWire } from "../cluster-wire";

/** Where more technicians are together than expected, oldest first; with `ids` only those. */
export async function clusterWires(
  tx: Tx,
  tenantId: string,
  ids?: readonly string[],
): Promise<ClusterWire[]> {
  if (ids?.length === 0) return [];
  const rows = await tx
    .select({ cluster: clusters, site: sites })
    .from(clusters)
    .leftJoin(sites, and(eq(sites.tenantId, clusters.tenantId), eq(sites.id, clusters.siteId)))
    .where(and(eq(clusters.tenantId, tenantId), ids ? inArray(clusters.id, [...ids]) : undefined))
    .orderBy(asc(clusters.since), asc(clusters.id));
  const names = await namesOf(
    tx,
    tenantId,
    rows.flatMap(({ cluster }) => cluster.technicianIds),
  );
  return rows.map(({ cluster, site }) => ({
    cluster_id: cluster.id,
    site: site && { id: site.id, name: site.name ?? site.address, latitude: site.lat, longitude: site.lng },
    technicians: cluster.technicianIds.map((id) => ({ id, name: names.get(id) ?? "" })),
    expected: cluster.expected,
    since: cluster.since.toISOString(),
  }));
}

async function namesOf(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: technicians.id, name: technicians.fullName })
    .from(technicians)
    .where(and(eq(technicians.tenantId, tenantId), inArray(technicians.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
