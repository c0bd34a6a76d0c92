import { and, eq } from "drizzle-orm";
import { technicians } from "@/drizzle/schema/technicians";
import { inTenant } from "@/lib/db/transaction";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { TechnicianChange } from "../schema";
import { emitTechnicianStatus } from "./emit-status";
import { lockTechnician } from "./lock-technician";

/** Edits a technician; a status set by hand holds until his work changes. */
export async function changeTechnician(
  tenantId: string,
  technicianId: string,
  change: TechnicianChange,
  now: Date,
): Promise<TechnicianWire> {
  return inTenant(tenantId, async (unit) => {
    const before = await lockTechnician(unit, technicianId);
    const statusChanges = change.status !== undefined && change.status !== before.status;
    await unit.tx
      .update(technicians)
      .set({
        fullName: change.full_name,
        email: change.email,
        phone: change.phone,
        skills: change.skills?.map(({ name, level }) => ({ name, level: level ?? null })),
        vehicleLabel: change.vehicle_label,
        ...(change.home === undefined
          ? {}
          : { homeLat: change.home?.latitude ?? null, homeLng: change.home?.longitude ?? null }),
        ...(statusChanges ? { status: change.status, statusSince: now } : {}),
        updatedAt: now,
      })
      .where(and(eq(technicians.tenantId, tenantId), eq(technicians.id, technicianId)));
    return emitTechnicianStatus(unit, technicianId, before.status, now);
  });
}
