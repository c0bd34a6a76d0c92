import { z } from "zod";
import { firstShowing, wallClock } from "./wall-clock";

export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof weekdays)[number];

/** Spans at most: more than anybody can read. */
export const MAX_SPANS = 20;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "has to be a time such as 07:30");

const span = z
  .strictObject({
    days: z.array(z.enum(weekdays)).min(1).max(weekdays.length),
    from: clockTime,
    /** 24:00 is the end of the day; a time before `from` is one of the next day. */
    to: z.union([clockTime, z.literal("24:00")]),
  })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "has to differ from the beginning" })
  .transform(({ days, from, to }) => ({
    days: weekdays.filter((day) => days.includes(day)),
    from,
    to,
  }));

/**
 * Weekly hours in which a company tracks its technicians even outside of their shifts (LOC-12), in its own time zone; null
 * (and an empty list, which becomes null) is the rule: inside of shifts only.
 */
export const trackingHours = z
  .array(span)
  .max(MAX_SPANS)
  .nullable()
  .transform((spans) => (spans === null || spans.length === 0 ? null : spans));

/** `days` are those on which the span begins. */
export type TrackingSpan = z.infer<typeof span>;
export type TrackingHours = readonly TrackingSpan[];

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = weekdays.indexOf("thu");

/**
 * Whether a moment lies in one of the spans, start included, end not. A span begins and ends when the clocks of the zone
 * first show its times, so that a night in which they are put back or forward has one span too, an hour longer or shorter.
 * @param timeZone IANA name
 * @param at epoch ms
 */
export function isWithin(hours: TrackingHours, timeZone: string, at: number): boolean {
  const today = Math.floor(wallClock(timeZone, at) / DAY_MS);
  // Tomorrow too: where clocks are put back over midnight a day begins, and then it is the day before again.
  return [today - 1, today, today + 1].some((day) => {
    const weekday = weekdays[(((day + FIRST_WEEKDAY) % 7) + 7) % 7];
    return hours.some(({ days, from, to }) => {
      if (weekday === undefined || !days.includes(weekday)) return false;
      const endDay = minuteOf(to) > minuteOf(from) ? day : day + 1;
      return (
        at >= firstShowing(timeZone, day * DAY_MS + minuteOf(from) * MINUTE_MS) &&
        at < firstShowing(timeZone, endDay * DAY_MS + minuteOf(to) * MINUTE_MS)
      );
    });
  });
}

/** @param clock such as 07:30 */
function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
