import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, sql } from "drizzle-orm";
import { arrivals } from "@/drizzle/schema/arrivals";
import { inTenant, readTenant, type Work } from "@/lib/db/transaction";
import { distanceMeters } from "@/lib/geo/distance";
import { announceState } from "@/lib/realtime/announce-state";
import { holdShifts } from "@/lib/shifts/commands/hold-shifts";
import { arrivalOf } from "../arrival-of";
import { isNews } from "../arrival-times";
import type { ArrivalWire } from "../arrival-wire";
import type { Way } from "../eta";
import { type ArrivalMaterial, arrivalMaterial } from "../queries/arrival-material";
import { arrivalWires } from "../queries/arrivals";
import type { Router } from "../queries/router";
import { recentSpeedMps } from "../recent-speed";

/**
 * Looks again when each technician of a company reaches his next job, and keeps and tells what changed enough to be said
 * (GEO-8). The router is asked between the reading and the writing, in no transaction. Safe to run twice.
 * @param router null: straight lines times what the company's trips add to them
 */
export async function estimateArrivals(
  tenantId: string,
  now: Date,
  router: Pick<Router, "driveTimes"> | null,
): Promise<void> {
  const material = await readTenant(tenantId, (tx) => arrivalMaterial(tx, tenantId, now));
  const estimates = await estimate(material, now.getTime(), router);
  const held = new Map(material.held.map((arrival) => [arrival.job_id, arrival]));
  const news = estimates.filter((next) => {
    const before = held.get(next.job_id);
    return before === undefined || isNews(before, next, now.getTime());
  });
  const current = new Set(estimates.map(({ job_id }) => job_id));
  const gone = [...held.keys()].filter((jobId) => !current.has(jobId));
  if (news.length === 0 && gone.length === 0) return;
  const written = await inTenant(tenantId, async (unit) => {
    await unit.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`arrivals:${tenantId}`}, 0))`);
    // Whoever wrote meanwhile has seen more; the next look is at most 20 s away.
    if (!isDeepStrictEqual(await arrivalWires(unit.tx, tenantId), material.held)) return false;
    const onShift = await holdShifts(unit, [...new Set(news.map(({ technician_id }) => technician_id))]);
    await write(
      unit,
      news.filter(({ technician_id }) => onShift.has(technician_id)),
    );
    if (gone.length > 0) {
      await unit.tx
        .delete(arrivals)
        .where(and(eq(arrivals.tenantId, tenantId), inArray(arrivals.jobId, gone)));
    }
    return true;
  });
  if (written) await announceState("arrivals", tenantId);
}

async function estimate(
  { next, places, recent, travel }: ArrivalMaterial,
  now: number,
  router: Pick<Router, "driveTimes"> | null,
): Promise<ArrivalWire[]> {
  const legs = next.map(({ job, technicianId }) => {
    const place = places.get(technicianId);
    return place ? { from: place.point, to: { lat: job.latitude, lng: job.longitude } } : null;
  });
  const asked = legs.filter((leg) => leg !== null);
  const answers = router === null ? [] : await router.driveTimes(asked, now);
  const secondsOf = new Map(asked.map((leg, index) => [leg, answers[index] ?? null]));
  return next.map((arrival, index) => {
    const [leg, place] = [legs[index], places.get(arrival.technicianId)];
    const way: Way | null =
      leg && place
        ? {
            asOf: place.at,
            straightMeters: distanceMeters(leg.from, leg.to),
            routeSeconds: secondsOf.get(leg) ?? null,
            recentSpeedMps: recentSpeedMps(recent.get(arrival.technicianId) ?? []),
          }
        : null;
    return arrivalOf(arrival, way, travel, now);
  });
}

async function write({ tx, tenantId }: Work, news: readonly ArrivalWire[]): Promise<void> {
  if (news.length === 0) return;
  const date = (at: string | null) => (at === null ? null : new Date(at));
  await tx
    .insert(arrivals)
    .values(
      news.map((arrival) => ({
        tenantId,
        jobId: arrival.job_id,
        technicianId: arrival.technician_id,
        onTheWay: arrival.on_the_way,
        departsAt: date(arrival.departs_at),
        seconds: arrival.seconds,
        fastSeconds: arrival.interval_seconds?.[0] ?? null,
        slowSeconds: arrival.interval_seconds?.[1] ?? null,
        source: arrival.by,
        asOf: date(arrival.as_of),
        gap: arrival.reason,
      })),
    )
    .onConflictDoUpdate({
      target: [arrivals.tenantId, arrivals.jobId],
      set: {
        technicianId: sql`excluded.technician_id`,
        onTheWay: sql`excluded.on_the_way`,
        departsAt: sql`excluded.departs_at`,
        seconds: sql`excluded.seconds`,
        fastSeconds: sql`excluded.fast_seconds`,
        slowSeconds: sql`excluded.slow_seconds`,
        source: sql`excluded.source`,
        asOf: sql`excluded.as_of`,
        gap: sql`excluded.gap`,
      },
    });
}
