import type { Work } from "@/lib/db/transaction";
import type { TechnicianStatusWire, TechnicianWire } from "@/lib/realtime/protocol";
import { technicianWires } from "../queries";
import type { TechnicianStatus } from "../types";

/**
 * Tells everybody how a technician is now. Also after a change of name or vehicle: then both statuses are the same.
 * @param previousStatus null for a new technician
 */
export async function emitTechnicianStatus(
  unit: Work,
  technicianId: string,
  previousStatus: TechnicianStatus | null,
  occurredAt: Date,
): Promise<TechnicianWire> {
  const technician = (await technicianWires(unit.tx, unit.tenantId, [technicianId])).get(technicianId);
  if (!technician) throw new Error(`technician ${technicianId} vanished inside his own transaction`);
  const payload: TechnicianStatusWire = {
    technician_id: technicianId,
    technician_name: technician.full_name,
    status: technician.status,
    previous_status: previousStatus,
    occurred_at: occurredAt.toISOString(),
    technician,
  };
  unit.emit({
    type: "technician_status",
    technicianId,
    jobId: null,
    occurredAt,
    payload: { ...payload },
  });
  return technician;
}
