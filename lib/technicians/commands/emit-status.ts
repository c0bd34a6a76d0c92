import type { Work } from "@/lib/db/transaction";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { technicianWires } from "../queries";
import { technicianEvent } from "../status-event";
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
  unit.emit(technicianEvent(technician, previousStatus, occurredAt));
  return technician;
}
