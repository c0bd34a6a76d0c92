import { isWithin, type TrackingHours } from "@/lib/tenants/tracking-hours";

/** A shift, epoch ms; `endedAt` is null while it is open. */
export interface ShiftSpan {
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/** When a technician may be tracked (LOC-12). */
export interface TrackingTimes {
  /** Those that had not ended at the moment from which they were asked for. */
  readonly shifts: readonly ShiftSpan[];
  /** The company's own hours, null when there are none. */
  readonly hours: TrackingHours | null;
  /** IANA name. */
  readonly timeZone: string;
}

/**
 * Whether a technician may be tracked at a moment: inside of a shift (start included, end not) or of the company's hours.
 * @param at epoch ms, the fix's own time
 */
export function isTracked({ shifts, hours, timeZone }: TrackingTimes, at: number): boolean {
  if (shifts.some(({ startedAt, endedAt }) => at >= startedAt && (endedAt === null || at < endedAt)))
    return true;
  return hours !== null && isWithin(hours, timeZone, at);
}
