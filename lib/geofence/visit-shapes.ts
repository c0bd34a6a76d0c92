import type { VisitCloseReason, VisitOpenReason } from "./types";

/** A stay of a technician at a job. `arrived_between` and `departed_between` are what is known where fixes are sparse. */
export interface VisitWire {
  id: string;
  job_id: string;
  technician_id: string;
  arrived_at: string;
  departed_at: string | null;
  arrived_between: [string | null, string];
  departed_between: [string, string] | null;
  seconds: number;
  opened_by: VisitOpenReason;
  close_reason: VisitCloseReason | null;
  changed_from?: { arrived_at: string; departed_at: string | null };
}
