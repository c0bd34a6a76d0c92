import type { Work } from "@/lib/db/transaction";
import type { PendingStart } from "../types";

export const START_TASK = "run_countdown";

/** Leaves a note to start a job when its countdown ends; nothing for a start that waits for an answer. */
export async function schedulePendingStart(unit: Work, jobId: string, pending: PendingStart): Promise<void> {
  if (pending.startsAt === null) return;
  const { tenantId } = unit;
  await unit.enqueue({
    name: START_TASK,
    payload: { tenantId, jobId, startsAt: pending.startsAt },
    runAt: new Date(pending.startsAt),
    key: `start:${tenantId}:${jobId}`,
  });
}
