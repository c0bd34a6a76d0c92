import { and, eq } from "drizzle-orm";
import { shifts, technicians } from "@/drizzle/schema/technicians";
import { inTenant } from "@/lib/db/transaction";
import { forgetWhereabouts } from "@/lib/dispatch/commands/forget-whereabouts";
import { AppError } from "@/lib/errors";
import { announceState, stateKinds } from "@/lib/realtime/announce-state";
import { emitTechnicianStatus } from "@/lib/technicians/commands/emit-status";
import { lockTechnician } from "@/lib/technicians/commands/lock-technician";
import { technicianWires } from "@/lib/technicians/queries";
import { notBefore, reportedTime } from "@/lib/technicians/reported-time";
import { eraseUntracked, holdForErasure } from "@/lib/tracking/commands/erase-untracked";
import { latestShift, shiftWire } from "../queries";
import type { EndedShift } from "../types";

/**
 * Ends a technician's shift and takes him off duty, whatever job still runs; when no shift is open nothing changes. What was
 * recorded after its end is erased, except in the company's tracking hours (LOC-12).
 * @param at when it ended, up to 72 h ago; now when left out
 * @throws AppError not_found, or impossible for a time out of reach or before the shift began
 */
export async function endShift(
  tenantId: string,
  technicianId: string,
  at: Date | undefined,
  now: Date,
): Promise<EndedShift> {
  const reported = reportedTime(at, now);
  const key = { tenantId, technicianId };
  const ended = await inTenant(tenantId, async (unit, client) => {
    await holdForErasure(unit, client, key, now.getTime());
    const shift = await latestShift(unit.tx, tenantId, technicianId);
    if (!shift || shift.endedAt !== null) {
      const technician = (await technicianWires(unit.tx, tenantId, [technicianId])).get(technicianId);
      if (!technician) throw new AppError("not_found", "There is no such technician.");
      return { ...technician, shift: shift ? shiftWire(shift) : null, erased_fixes: 0 };
    }
    const endedAt = notBefore(at, reported, shift.startedAt, "the start of the shift");
    await unit.tx
      .update(shifts)
      .set({ endedAt })
      .where(and(eq(shifts.tenantId, tenantId), eq(shifts.id, shift.id)));
    await forgetWhereabouts(unit, technicianId);
    const erased = await eraseUntracked(unit, client, key, endedAt.getTime(), now.getTime());
    const { status } = await lockTechnician(unit, technicianId);
    await unit.tx
      .update(technicians)
      .set({ status: "off_duty", statusSince: endedAt, updatedAt: now })
      .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)));
    const technician = await emitTechnicianStatus(unit, technicianId, status, endedAt);
    return { ...technician, shift: shiftWire({ ...shift, endedAt }), erased_fixes: erased };
  });
  await Promise.all(stateKinds.map((kind) => announceState(kind, tenantId)));
  return ended;
}
