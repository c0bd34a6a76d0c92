import { and, asc, eq, gt, gte, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { positions, trackingStates } from "@/drizzle/schema/tracking";
import { trips } from "@/drizzle/schema/trips";
import type { Tx } from "@/lib/db/transaction";
import type { MotionTrip } from "../motion";
import { unpackState } from "../stored-state";
import type { TripStatus } from "../types";

export type TripRow = typeof trips.$inferSelect;

export interface TripFilter {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly statuses: readonly TripStatus[];
  readonly after?: { readonly startedAt: Date; readonly id: string } | undefined;
}

/** Trips of a technician that reach into [from, to), in the order they began. */
export async function tripsOf(
  tx: Tx,
  tenantId: string,
  technicianId: string,
  { from, to, statuses, after }: TripFilter,
  limit: number,
): Promise<TripRow[]> {
  const conditions: (SQL | undefined)[] = [
    eq(trips.tenantId, tenantId),
    eq(trips.technicianId, technicianId),
    inArray(trips.status, [...statuses]),
    from ? or(isNull(trips.endedAt), gt(trips.endedAt, from)) : undefined,
    to ? lt(trips.startedAt, to) : undefined,
    after ? gte(trips.startedAt, after.startedAt) : undefined,
    after
      ? sql`(${trips.startedAt}, ${trips.id}) > (${after.startedAt.toISOString()}::timestamptz, ${after.id}::uuid)`
      : undefined,
  ];
  return tx
    .select()
    .from(trips)
    .where(and(...conditions))
    .orderBy(asc(trips.startedAt), asc(trips.id))
    .limit(limit);
}

/** How far the trip under way has come; null when the technician stands. */
export async function tripUnderWay(
  tx: Tx,
  tenantId: string,
  technicianId: string,
): Promise<MotionTrip | null> {
  const [row] = await tx
    .select({ state: trackingStates.state })
    .from(trackingStates)
    .where(and(eq(trackingStates.tenantId, tenantId), eq(trackingStates.technicianId, technicianId)));
  return (row && unpackState(row.state).motion?.trip) ?? null;
}

/** Technicians on a trip of whom nothing good was heard since a moment. */
export async function silentDrivers(tx: Tx, tenantId: string, since: Date): Promise<string[]> {
  const rows = await tx
    .select({ technicianId: trips.technicianId })
    .from(trips)
    .leftJoin(
      positions,
      and(eq(positions.tenantId, trips.tenantId), eq(positions.technicianId, trips.technicianId)),
    )
    .where(
      and(
        eq(trips.tenantId, tenantId),
        isNull(trips.endedAt),
        or(isNull(positions.recordedAt), lt(positions.recordedAt, since)),
      ),
    );
  return rows.map((row) => row.technicianId);
}
