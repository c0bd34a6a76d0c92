import { and, eq, inArray, isNull } from "drizzle-orm";
import { jobs } from "@/drizzle/schema/jobs";
import { shifts, technicians } from "@/drizzle/schema/technicians";
import type { Work } from "@/lib/db/transaction";
import { emitTechnicianStatus } from "@/lib/technicians/commands/emit-status";
import { lockTechnician } from "@/lib/technicians/commands/lock-technician";
import { statusFromWork } from "@/lib/technicians/status-from-work";

/**
 * Lets a technician's status follow his work (DSP-5) and tells everybody when it changed. Call it after the jobs and
 * visits of the transaction are written: it locks the technician.
 * @param at when the work changed
 * @returns whether the status changed
 */
export async function followWork(unit: Work, technicianId: string, at: Date): Promise<boolean> {
  const { tx, tenantId } = unit;
  const technician = await lockTechnician(unit, technicianId);
  const busy = await tx
    .select({ status: jobs.status })
    .from(jobs)
    .where(
      and(
        eq(jobs.tenantId, tenantId),
        eq(jobs.technicianId, technicianId),
        inArray(jobs.status, ["running", "en_route"]),
      ),
    );
  const open = await tx
    .select({ id: shifts.id })
    .from(shifts)
    .where(and(eq(shifts.tenantId, tenantId), eq(shifts.technicianId, technicianId), isNull(shifts.endedAt)));
  const status = statusFromWork(technician.status, {
    running: busy.some((job) => job.status === "running"),
    enRoute: busy.some((job) => job.status === "en_route"),
    onShift: open.length > 0,
  });
  if (status === technician.status) return false;
  await tx
    .update(technicians)
    .set({ status, statusSince: at, updatedAt: new Date() })
    .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)));
  await emitTechnicianStatus(unit, technicianId, technician.status, at);
  return true;
}
