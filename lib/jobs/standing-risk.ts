import type { JobWire } from "@/lib/realtime/protocol";
import { arrivalDeadline, awaitsArrival } from "./promised-arrival";
import type { WindowRisk } from "./types";

type Promised = Pick<
  JobWire,
  "status" | "arrived_at" | "technician_id" | "window_start" | "window_end" | "sla_due_at"
>;

/** A warning that still speaks of this job: of who has it now, of what is promised now, and while nobody is there. */
export function standingRisk(risk: WindowRisk | null, job: Promised): WindowRisk | null {
  if (risk === null || !awaitsArrival(job) || risk.technicianId !== job.technician_id) return null;
  return arrivalDeadline(job) === Date.parse(risk.deadline) ? risk : null;
}
