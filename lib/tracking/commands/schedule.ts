import type { Work } from "@/lib/db/transaction";

export const CLOCK_TASK = "advance_clock";
export const REBUILD_TASK = "rebuild_visits";

/** Leaves a note to look at a technician's fences when nothing but time would decide something. */
export async function scheduleClock(unit: Work, technicianId: string, at: number): Promise<void> {
  await unit.enqueue({
    name: CLOCK_TASK,
    payload: { tenantId: unit.tenantId, technicianId },
    runAt: new Date(at),
    key: `clock:${unit.tenantId}:${technicianId}`,
  });
}

/**
 * Leaves a note that a technician's visits have to be folded again from its `rebuild_from` on. The request that caused it
 * usually does so itself right after its commit; the task is what survives a crash in between.
 */
export async function scheduleRebuild(unit: Work, technicianId: string): Promise<void> {
  await unit.enqueue({
    name: REBUILD_TASK,
    payload: { tenantId: unit.tenantId, technicianId },
    key: `rebuild:${unit.tenantId}:${technicianId}`,
  });
}
