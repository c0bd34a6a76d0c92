import { startOfDay } from "@/components/time/start-of-day";
import type { TimeSpan } from "@/hooks/use-area-search";

export const spanNames = ["today", "yesterday", "week", "month", "other"] as const;
export type SpanName = (typeof spanNames)[number];

const HOUR_MS = 3_600_000;

/**
 * The time that a name stands for, by the company's days.
 * @param now epoch ms
 */
export function spanOf(name: Exclude<SpanName, "other">, now: number, timeZone: string): TimeSpan {
  const today = startOfDay(now, timeZone);
  // Noon of a day so many days ago, whatever clocks did in between.
  const daysAgo = (days: number) => startOfDay(today + 12 * HOUR_MS - days * 24 * HOUR_MS, timeZone);
  switch (name) {
    case "today":
      return { from: today, to: now };
    case "yesterday":
      return { from: daysAgo(1), to: today };
    case "week":
      return { from: daysAgo(6), to: now };
    case "month":
      return { from: daysAgo(29), to: now };
  }
}
