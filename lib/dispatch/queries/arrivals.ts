import { and, eq } from "drizzle-orm";
import { arrivals } from "@/drizzle/schema/arrivals";
import type { Tx } from "@/lib/db/transaction";
import type { ArrivalWire } from "../arrival-wire";

/**
 * The estimates of a company as they stand, by job.
 * @param technicianId only his; everybody's when null
 */
export async function arrivalWires(
  tx: Tx,
  tenantId: string,
  technicianId: string | null = null,
): Promise<ArrivalWire[]> {
  const rows = await tx
    .select()
    .from(arrivals)
    .where(
      and(
        eq(arrivals.tenantId, tenantId),
        technicianId === null ? undefined : eq(arrivals.technicianId, technicianId),
      ),
    )
    .orderBy(arrivals.jobId);
  return rows.map(arrivalWire);
}

function arrivalWire(row: typeof arrivals.$inferSelect): ArrivalWire {
  const { fastSeconds, slowSeconds } = row;
  return {
    job_id: row.jobId,
    technician_id: row.technicianId,
    on_the_way: row.onTheWay,
    departs_at: row.departsAt?.toISOString() ?? null,
    seconds: row.seconds,
    interval_seconds: fastSeconds === null || slowSeconds === null ? null : [fastSeconds, slowSeconds],
    by: row.source,
    as_of: row.asOf?.toISOString() ?? null,
    reason: row.gap,
  };
}
