import { and, eq, inArray } from "drizzle-orm";
import { technicians } from "@/drizzle/schema/technicians";
import { tenants } from "@/drizzle/schema/tenants";
import { positions } from "@/drizzle/schema/tracking";
import { reach } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import { snapshotTenant, type Tx } from "@/lib/db/transaction";
import { arrivalWires } from "@/lib/dispatch/queries/arrivals";
import { clusterWires } from "@/lib/dispatch/queries/clusters";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { openConsoleJobs } from "@/lib/jobs/queries";
import { technicianWires } from "@/lib/technicians/queries";
import type { TenantWire } from "@/lib/tenants/tenant-wire";
import { positionWire } from "@/lib/tracking/queries/positions";
import { silenceWires } from "@/lib/tracking/queries/silences";
import { lastSeq, recentEvents } from "./event-log";
import type { InitialStateWire, PositionWire } from "./protocol";

/** Events that a feed shows when the page opens. */
const FEED_LENGTH = 100;
const FEED_HOURS = 12;

/**
 * Everything a page needs to stand up, all of one moment, as of event `seq` (RT-2). Consoles get the tenant, a
 * technician gets himself and his jobs.
 * @throws AppError forbidden for roles that see neither
 */
export async function liveSnapshot(identity: Identity, now: Date): Promise<InitialStateWire> {
  const sees = reach(identity, "live:view");
  const own = sees === "own" ? identity.technicianId : null;
  if (sees === "none" || (sees === "own" && own === null)) {
    throw new AppError("forbidden", "Your role has no live view.");
  }
  return snapshotTenant(identity.tenantId, async (tx) => {
    const seq = await lastSeq(tx, identity.tenantId);
    const ids = own === null ? await technicianIds(tx, identity.tenantId) : [own];
    const [tenant, people, places, jobs, arrivals, silences, clusters, feed] = await Promise.all([
      tenantWire(tx, identity.tenantId),
      technicianWires(tx, identity.tenantId, ids),
      positionsOf(tx, identity.tenantId, ids),
      openConsoleJobs(tx, identity.tenantId, now, own),
      arrivalWires(tx, identity.tenantId, own),
      silenceWires(tx, identity.tenantId, own),
      own === null ? clusterWires(tx, identity.tenantId) : [],
      recentEvents(tx, identity.tenantId, new Date(now.getTime() - FEED_HOURS * 3_600_000), FEED_LENGTH, own),
    ]);
    return {
      seq,
      server_time: now.toISOString(),
      tenant,
      technicians: [...people.values()],
      positions: places,
      jobs,
      arrivals,
      silences,
      clusters,
      recent_events: feed,
    };
  });
}

async function technicianIds(tx: Tx, tenantId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: technicians.id })
    .from(technicians)
    .where(eq(technicians.tenantId, tenantId));
  return rows.map((row) => row.id);
}

async function tenantWire(tx: Tx, tenantId: string): Promise<TenantWire> {
  const [row] = await tx.select().from(tenants).where(eq(tenants.id, tenantId));
  if (!row) throw new AppError("not_found", "This company does not exist.");
  const { TILE_URL, TILE_ATTRIBUTION } = env();
  return {
    id: row.id,
    name: row.name,
    time_zone: row.timeZone,
    map: {
      style: row.mapStyle,
      latitude: row.mapLat,
      longitude: row.mapLng,
      zoom: row.mapZoom,
      city_seed: row.citySeed,
      tile_url: TILE_URL ?? null,
      tile_attribution: TILE_ATTRIBUTION ?? null,
    },
  };
}

async function positionsOf(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<Record<string, PositionWire>> {
  const rows = await tx
    .select()
    .from(positions)
    .where(and(eq(positions.tenantId, tenantId), inArray(positions.technicianId, [...ids])));
  return Object.fromEntries(rows.map((row) => [row.technicianId, positionWire(row)]));
}
