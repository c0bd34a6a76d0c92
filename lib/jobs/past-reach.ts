import { REPORT_REACH_MS } from "@/lib/technicians/reported-time";

/** Fixes this far outside a job's window may still open a visit (GEO-4), milliseconds. */
export const WINDOW_REACH_MS = 4 * 3_600_000;

/**
 * From when on stored fixes may hold visits of a job that was given to a technician only now (GEO-4).
 * @returns null when its window reaches no moment before now, or it has none: then fixes count from the assignment on
 */
export function pastReach(windowStart: Date | null, now: Date): Date | null {
  if (windowStart === null) return null;
  const opens = windowStart.getTime() - WINDOW_REACH_MS;
  if (opens >= now.getTime()) return null;
  return new Date(Math.max(opens, now.getTime() - REPORT_REACH_MS));
}
