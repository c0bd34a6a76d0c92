import type { NewEvent } from "@/lib/realtime/append-events";
import type { TechnicianStatusWire, TechnicianWire } from "@/lib/realtime/protocol";
import type { TechnicianStatus } from "./types";

/**
 * The `technician_status` event with the whole technician as he is now.
 * @param previousStatus null for a new technician
 */
export function technicianEvent(
  technician: TechnicianWire,
  previousStatus: TechnicianStatus | null,
  occurredAt: Date,
): NewEvent {
  const payload: TechnicianStatusWire = {
    technician_id: technician.id,
    technician_name: technician.full_name,
    status: technician.status,
    previous_status: previousStatus,
    occurred_at: occurredAt.toISOString(),
    technician,
  };
  return {
    type: "technician_status",
    technicianId: technician.id,
    jobId: null,
    occurredAt,
    payload: { ...payload },
  };
}
