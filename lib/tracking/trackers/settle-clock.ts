import type { ClockRepair, QuarantineReason } from "./types";

/** Fixes dated further ahead than this come from a wrong clock (LOC-7), milliseconds. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;
/** A repaired time has to land this close before its receipt: further back the same number may be an honest old date. */
const REPAIR_REACH_MS = 72 * 3_600_000;

const shifts: Readonly<Record<ClockRepair, number>> = {
  epoch_2001: 978_307_200_000,
  gps_week: 1024 * 7 * 86_400_000,
};

export type SettledClock =
  | { readonly at: number; readonly repair: ClockRepair | null }
  | { readonly reason: Extract<QuarantineReason, "clock_ahead" | "older_than_retention"> };

/**
 * Whether a fix can have been taken when it says, or by a clock whose error is certain (LOC-7): one that counts from
 * 2001, or a receiver that is exactly 1,024 weeks behind. Everything else that cannot be is quarantined.
 * @param at what it says, epoch ms
 * @param context `receivedAt` epoch ms; `retentionMs` how far back the tenant keeps fixes
 * @param repairs the errors this format is known to make
 */
export function settleClock(
  at: number,
  context: { readonly receivedAt: number; readonly retentionMs: number },
  repairs: readonly ClockRepair[],
): SettledClock {
  const latest = context.receivedAt + FUTURE_TOLERANCE_MS;
  if (at > latest) return { reason: "clock_ahead" };
  if (at >= context.receivedAt - context.retentionMs) return { at, repair: null };
  for (const repair of repairs) {
    const repaired = at + shifts[repair];
    if (repaired <= latest && repaired >= context.receivedAt - REPAIR_REACH_MS) {
      return { at: repaired, repair };
    }
  }
  return { reason: "older_than_retention" };
}
