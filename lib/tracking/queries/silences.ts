import { and, asc, eq } from "drizzle-orm";
import { silences } from "@/drizzle/schema/silences";
import type { Tx } from "@/lib/db/transaction";
import type { SilenceWire } from "../silence/silence-wire";

/**
 * Who of a company is silent and why, as it was told last.
 * @param technicianId only him; everybody when null
 */
export async function silenceWires(
  tx: Tx,
  tenantId: string,
  technicianId: string | null = null,
): Promise<SilenceWire[]> {
  const rows = await tx
    .select()
    .from(silences)
    .where(
      and(
        eq(silences.tenantId, tenantId),
        technicianId === null ? undefined : eq(silences.technicianId, technicianId),
      ),
    )
    .orderBy(asc(silences.technicianId));
  return rows.map((row) => ({
    technician_id: row.technicianId,
    source: row.source,
    cause: row.cause,
    since: row.since?.toISOString() ?? null,
    battery: row.batteryPercent,
  }));
}
