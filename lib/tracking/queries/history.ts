import { and, asc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { fixes } from "@/drizzle/schema/tracking";
import type { Tx } from "@/lib/db/transaction";

/** Time and place of the last fix already seen: the primary key of a technician's history. */
export const fixCursor = z.tuple([z.iso.datetime(), z.number(), z.number()]);
export type FixCursor = z.infer<typeof fixCursor>;

export interface HistorySpan {
  readonly from?: Date;
  readonly to?: Date;
  readonly after: FixCursor | null;
  readonly limit: number;
}

type FixRow = typeof fixes.$inferSelect;

/** Every stored fix of a technician in [from, to), oldest first, whatever its verdict. */
export async function readFixes(
  tx: Tx,
  tenantId: string,
  technicianId: string,
  span: HistorySpan,
): Promise<FixRow[]> {
  const conditions: (SQL | undefined)[] = [
    eq(fixes.tenantId, tenantId),
    eq(fixes.technicianId, technicianId),
    span.from ? gte(fixes.recordedAt, span.from) : undefined,
    span.to ? lt(fixes.recordedAt, span.to) : undefined,
  ];
  if (span.after) {
    const [at, lat, lng] = span.after;
    // The plain bound lets the planner skip partitions; the row comparison is what pages.
    conditions.push(gte(fixes.recordedAt, new Date(at)));
    conditions.push(
      sql`(${fixes.recordedAt}, ${fixes.lat}, ${fixes.lng}) > (${at}::timestamptz, ${lat}::float8, ${lng}::float8)`,
    );
  }
  return tx
    .select()
    .from(fixes)
    .where(and(...conditions))
    .orderBy(asc(fixes.recordedAt), asc(fixes.lat), asc(fixes.lng))
    .limit(span.limit);
}

/** A stored fix as the API gives it. */
export function fixWire(row: FixRow) {
  return {
    id: row.id,
    latitude: row.lat,
    longitude: row.lng,
    recorded_at: row.recordedAt.toISOString(),
    received_at: row.receivedAt.toISOString(),
    accuracy: row.accuracyMeters,
    speed: row.speedMps,
    heading: row.headingDegrees,
    altitude: row.altitudeMeters,
    battery: row.batteryPercent,
    activity: row.activity,
    job_id: row.jobId,
    source: row.source,
    verdict: row.verdict,
    verdict_reason: row.verdictReason,
    verdict_before: row.verdictBefore,
  };
}
