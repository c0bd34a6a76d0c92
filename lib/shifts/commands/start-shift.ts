import { shifts } from "@/drizzle/schema/technicians";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import { followWork } from "@/lib/jobs/commands/follow-work";
import { emitTechnicianStatus } from "@/lib/technicians/commands/emit-status";
import { lockTechnician } from "@/lib/technicians/commands/lock-technician";
import { technicianWires } from "@/lib/technicians/queries";
import { notBefore, reportedTime } from "@/lib/technicians/reported-time";
import { latestShift, shiftWire } from "../queries";
import type { TechnicianOnShift } from "../types";

/**
 * Opens a technician's shift; when one is open already, that one is the answer and nothing changes.
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
  return inTenant(tenantId, async (unit) => {
    const { status } = await lockTechnician(unit, technicianId);
    let shift = await latestShift(unit.tx, tenantId, technicianId);
    if (shift?.endedAt !== null) {
      const startedAt = notBefore(at, reported, shift?.endedAt ?? null, "the end of the last shift");
      shift = { tenantId, id: newId(now.getTime()), technicianId, startedAt, endedAt: null };
      await unit.tx.insert(shifts).values(shift);
      const changed = await followWork(unit, technicianId, startedAt);
      if (!changed) await emitTechnicianStatus(unit, technicianId, status, startedAt);
    }
    const technician = (await technicianWires(unit.tx, tenantId, [technicianId])).get(technicianId);
    if (!technician) throw new AppError("not_found", "There is no such technician.");
    return { ...technician, shift: shiftWire(shift) };
  });
}
