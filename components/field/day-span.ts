import { firstShowing, wallClock } from "@/lib/tenants/wall-clock";

const DAY_MS = 86_400_000;

/** The day a moment belongs to. @returns such as 2026-11-27 */
export function dayOf(at: number, timeZone: string): string {
  return new Date(wallClock(timeZone, at)).toISOString().slice(0, 10);
}

/** A day some days later (or earlier). @param day such as 2026-11-27 */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** From midnight to midnight, epoch ms: 23 or 25 hours where clocks are changed. @param day such as 2026-11-27 */
export function spanOfDay(day: string, timeZone: string): { from: number; to: number } {
  const start = Date.parse(`${day}T00:00Z`);
  return { from: firstShowing(timeZone, start), to: firstShowing(timeZone, start + DAY_MS) };
}
