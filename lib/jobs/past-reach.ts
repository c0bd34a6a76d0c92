import { REPORT_REACH_MS } from "@/lib/technicians/reported-time";

/** Fixes this far outside a job's window may still open a visit (GEO-4), milliseconds. */
export const WINDOW_REACH_MS = 4 * 3_600_000;

/** What decides from when on fixes may open a visit of a job. */
export interface Reach {
  readonly windowStart: Date | null;
  readonly windowEnd: Date | null;
  /** Without any window, fixes count from here on. */
  readonly assignedFrom: Date;
}

/**
 * From when on stored fixes may hold visits of a job that was given to a technician only now (GEO-4).
 * @returns null when it reaches no moment before now
 */
export function pastReach({ windowStart, windowEnd, assignedFrom }: Reach, now: Date): Date | null {
  const earliest = now.getTime() - REPORT_REACH_MS;
  const unbounded = windowEnd === null ? assignedFrom.getTime() : earliest;
  const opens = windowStart === null ? unbounded : windowStart.getTime() - WINDOW_REACH_MS;
  if (opens >= now.getTime()) return null;
  return new Date(Math.max(opens, earliest));
}
