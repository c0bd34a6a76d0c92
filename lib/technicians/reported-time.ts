import { AppError } from "@/lib/errors";

/** How far back things may be reported (LOC-8), milliseconds. */
export const REPORT_REACH_MS = 72 * 3_600_000;
/** What the clock of a phone may be ahead, milliseconds. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * When something happened, as a person or phone reports it: now when nothing was said, never later than now.
 * @throws AppError impossible for more than 72 h ago or more than 5 min ahead
 */
export function reportedTime(at: Date | undefined, now: Date): Date {
  if (at === undefined) return now;
  const age = now.getTime() - at.getTime();
  if (age > REPORT_REACH_MS) {
    throw new AppError("impossible", "at lies more than 72 hours back.", { field: "at" });
  }
  if (age < -CLOCK_TOLERANCE_MS) {
    throw new AppError("impossible", "at lies in the future: set the clock.", { field: "at" });
  }
  return age < 0 ? now : at;
}

/**
 * Keeps what follows from coming before what it follows. A time somebody named is refused; a moment nobody named is only
 * the clock of a request that was overtaken by a few milliseconds, and moves up.
 * @param named the time as it was sent; undefined when none was
 * @param at the time that stands for it, from `reportedTime`
 * @param earliest what it must not precede; null when there is nothing
 * @param what that thing in words: "the job started"
 * @throws AppError impossible
 */
export function notBefore(named: Date | undefined, at: Date, earliest: Date | null, what: string): Date {
  if (earliest === null || at >= earliest) return at;
  if (named === undefined) return earliest;
  throw new AppError("impossible", `at lies before ${what}, ${earliest.toISOString()}.`, { field: "at" });
}
