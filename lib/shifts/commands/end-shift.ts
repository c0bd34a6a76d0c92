import { and, eq } from "drizzle-orm";
import { shifts, technicians } from "@/drizzle/schema/technicians";
import { inTenant } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { emitTechnicianStatus } from "@/lib/technicians/commands/emit-status";
import { lockTechnician } from "@/lib/technicians/commands/lock-technician";
import { technicianWires } from "@/lib/technicians/queries";
import { notBefore, reportedTime } from "@/lib/technicians/reported-time";
import { latestShift, shiftWire } from "../queries";
import type { TechnicianOnShift } from "../types";

/**
 * Ends a technician's shift and takes him off duty, whatever job still runs; when no shift is open nothing changes.
 * @param at when it ended, up to 72 h ago; now when left out
 * @throws AppError not_found, or impossible for a time out of reach or before the shift began
 */
export async function endShift(
  tenantId: string,
  technicianId: string,
  at: Date | undefined,
  now: Date,
): Promise<TechnicianOnShift> {
  const reported = reportedTime(at, now);
  return inTenant(tenantId, async (unit) => {
    const { status } = await lockTechnician(unit, technicianId);
    const shift = await latestShift(unit.tx, tenantId, technicianId);
    if (!shift || shift.endedAt !== null) {
      const technician = (await technicianWires(unit.tx, tenantId, [technicianId])).get(technicianId);
      if (!technician) throw new AppError("not_found", "There is no such technician.");
      return { ...technician, shift: shift ? shiftWire(shift) : null };
    }
    const endedAt = notBefore(at, reported, shift.startedAt, "the start of the shift");
    await unit.tx
      .update(shifts)
      .set({ endedAt })
      .where(and(eq(shifts.tenantId, tenantId), eq(shifts.id, shift.id)));
    await unit.tx
      .update(technicians)
      .set({ status: "off_duty", statusSince: endedAt, updatedAt: now })
      .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)));
    const technician = await emitTechnicianStatus(unit, technicianId, status, endedAt);
    return { ...technician, shift: shiftWire({ ...shift, endedAt }) };
  });
}
