import { and, desc, eq } from "drizzle-orm";
import { shifts } from "@/drizzle/schema/technicians";
import type { Tx } from "@/lib/db/transaction";
import type { ShiftWire } from "./types";

/** The technician's newest shift, open or not; null before his first. */
export async function latestShift(tx: Tx, tenantId: string, technicianId: string) {
  const [row] = await tx
    .select()
    .from(shifts)
    .where(and(eq(shifts.tenantId, tenantId), eq(shifts.technicianId, technicianId)))
    .orderBy(desc(shifts.startedAt))
    .limit(1);
  return row ?? null;
}

export function shiftWire(row: { id: string; startedAt: Date; endedAt: Date | null }): ShiftWire {
  return {
    id: row.id,
    started_at: row.startedAt.toISOString(),
    ended_at: row.endedAt?.toISOString() ?? null,
  };
}
