import { eq, sql } from "drizzle-orm";
import { tenants } from "@/drizzle/schema/tenants";
import { inTenant, type Work } from "@/lib/db/transaction";
import { distanceMeters } from "@/lib/geo/distance";
import { LEAST_TRIPS, measureTravel } from "../travel-pace";

/** Trips further back were driven on another season's streets, milliseconds. */
const LOOKED_BACK_MS = 30 * 86_400_000;
/** The newest so many say enough. */
const MOST_TRIPS = 5_000;

/**
 * Measures how much longer and slower than the straight line a company drives, from its trips of the last 30 days that ended
 * with a stop (GEO-8). Runs every night; until there are enough trips nothing is kept and a usual town is assumed.
 */
export async function measureCompanyTravel(tenantId: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - LOOKED_BACK_MS).toISOString();
  const measure = async ({ tx }: Work) => {
    const rows = await tx.execute<{
      start_lat: number;
      start_lng: number;
      end_lat: number;
      end_lng: number;
      driven: number;
      duration: number;
    }>(sql`
      select start_lat, start_lng, end_lat, end_lng, distance_meters as driven,
        (extract(epoch from ended_at - started_at) * 1000)::float8 as duration
      from trips
      where tenant_id = ${tenantId} and status = 'completed' and ended_by = 'stopped' and ended_at > ${since}::timestamptz
        and end_lat is not null and end_lng is not null and distance_meters is not null
      order by ended_at desc limit ${MOST_TRIPS}`);
    const measured = measureTravel(
      rows.map((row) => ({
        straightMeters: distanceMeters(
          { lat: row.start_lat, lng: row.start_lng },
          { lat: row.end_lat, lng: row.end_lng },
        ),
        drivenMeters: row.driven,
        durationMs: row.duration,
      })),
    );
    await tx
      .update(tenants)
      .set({ measuredTravel: measured.trips < LEAST_TRIPS ? null : measured })
      .where(eq(tenants.id, tenantId));
  };
  await inTenant(tenantId, measure);
}
