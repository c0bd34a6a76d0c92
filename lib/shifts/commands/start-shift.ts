import { shifts } from "@/drizzle/schema/technicians";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import { followWork } from "@/lib/jobs/commands/follow-work";
import { log } from "@/lib/log";
import { emitTechnicianStatus } from "@/lib/technicians/commands/emit-status";
import { lockTechnician } from "@/lib/technicians/commands/lock-technician";
import { technicianWires } from "@/lib/technicians/queries";
import { notBefore, reportedTime } from "@/lib/technicians/reported-time";
import { holdFixes } from "@/lib/tracking/commands/hold-fixes";
import { openSealedFixes } from "@/lib/tracking/commands/open-sealed-fixes";
import { scheduleOpening } from "@/lib/tracking/commands/schedule";
import type { TechnicianKey } from "@/lib/tracking/technician-key";
import { latestShift, shiftWire } from "../queries";
import type { TechnicianOnShift } from "../types";

/**
 * Opens a technician's shift; when one is open already, that one is the answer and nothing changes. Fixes of the last 12 h
 * that lie inside of it and were sealed are opened before the answer, or by a task if that fails (LOC-12).
 * @param at when it began, up to 72 h ago; now when left out
 * @throws AppError not_found, or impossible for a time out of reach or inside an earlier shift
 */
export async function startShift(
  tenantId: string,
  technicianId: string,
  at: Date | undefined,
  now: Date,
): Promise<TechnicianOnShift> {
  const reported = reportedTime(at, now);
  const key = { tenantId, technicianId };
  const started = await inTenant(tenantId, async (unit, client) => {
    await holdFixes(client, key);
    let shift = await latestShift(unit.tx, tenantId, technicianId);
    const isNew = shift?.endedAt !== null;
    if (shift?.endedAt !== null) {
      const startedAt = notBefore(at, reported, shift?.endedAt ?? null, "the end of the last shift");
      shift = { tenantId, id: newId(now.getTime()), technicianId, startedAt, endedAt: null };
      await unit.tx.insert(shifts).values(shift);
      const { status } = await lockTechnician(unit, technicianId);
      const changed = await followWork(unit, technicianId, startedAt);
      if (!changed) await emitTechnicianStatus(unit, technicianId, status, startedAt);
      await scheduleOpening(unit, technicianId);
    }
    const technician = (await technicianWires(unit.tx, tenantId, [technicianId])).get(technicianId);
    if (!technician) throw new AppError("not_found", "There is no such technician.");
    return { isNew, answer: { ...technician, shift: shiftWire(shift) } };
  });
  if (started.isNew) await openNow(key);
  return started.answer;
}

async function openNow(key: TechnicianKey): Promise<void> {
  try {
    await openSealedFixes(key);
  } catch (error) {
    log.warn({ error, technicianId: key.technicianId }, "sealed fixes not opened at once; the task will");
  }
}
