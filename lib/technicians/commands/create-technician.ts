import { technicians } from "@/drizzle/schema/technicians";
import { inTenant } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { nextNumber } from "@/lib/tenants/commands/next-number";
import type { NewTechnician } from "../schema";
import { emitTechnicianStatus } from "./emit-status";

export async function createTechnician(
  tenantId: string,
  input: NewTechnician,
  now: Date,
): Promise<TechnicianWire> {
  return inTenant(tenantId, async (unit) => {
    const id = newId(now.getTime());
    await unit.tx.insert(technicians).values({
      tenantId,
      id,
      number: await nextNumber(unit, "technician"),
      fullName: input.full_name,
      email: input.email ?? null,
      phone: input.phone ?? null,
      skills: (input.skills ?? []).map(({ name, level }) => ({ name, level: level ?? null })),
      vehicleLabel: input.vehicle_label ?? null,
      status: input.status ?? "off_duty",
      statusSince: now,
      createdAt: now,
      updatedAt: now,
    });
    return emitTechnicianStatus(unit, id, null, now);
  });
}
