import type { Work } from "@/lib/db/transaction";

export const CLOCK_TASK = "advance_clock";
export const REBUILD_TASK = "rebuild_visits";
export const OPEN_SEALED_TASK = "open_sealed_fixes";

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
 * usually does so itself right after its commit; the task is what survives a crash in between, and what folds a long
 * backlog: each of its uploads puts the task off a little, so that it is folded once.
 * @param at when, epoch ms; at once when left out
 */
export async function scheduleRebuild(unit: Work, technicianId: string, at?: number): Promise<void> {
  await unit.enqueue({
    name: REBUILD_TASK,
    payload: { tenantId: unit.tenantId, technicianId },
    ...(at === undefined ? {} : { runAt: new Date(at) }),
    key: `rebuild:${unit.tenantId}:${technicianId}`,
  });
}

/** Leaves a note that a shift was started inside of which fixes may wait, sealed. */
export async function scheduleOpening(unit: Work, technicianId: string): Promise<void> {
  await unit.enqueue({
    name: OPEN_SEALED_TASK,
    payload: { tenantId: unit.tenantId, technicianId },
    key: `sealed:${unit.tenantId}:${technicianId}`,
  });
}
