import type { JobWire } from "@/lib/realtime/protocol";

/**
 * As much of a job as tells who has to be where: looked at for every technician several times a minute, where the whole job
 * would cost ten times as much.
 */
export type PlannedJob = Pick<
  JobWire,
  | "id"
  | "number"
  | "technician_id"
  | "status"
  | "on_site"
  | "site_id"
  | "latitude"
  | "longitude"
  | "window_start"
  | "started_at"
  | "arrived_at"
  | "estimated_duration_minutes"
>;
