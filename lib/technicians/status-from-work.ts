import type { TechnicianStatus } from "./types";

/** What a technician is doing, as his jobs and his shift say. */
export interface WorkNow {
  readonly running: boolean;
  readonly enRoute: boolean;
  readonly onShift: boolean;
}

/**
 * The status that follows from the work (DSP-5). A break set by hand lasts until there is work to do again.
 */
export function statusFromWork(current: TechnicianStatus, work: WorkNow): TechnicianStatus {
  if (work.running) return "on_job";
  if (work.enRoute) return "en_route";
  if (!work.onShift) return "off_duty";
  return current === "on_break" ? "on_break" : "available";
}
