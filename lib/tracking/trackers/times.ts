import { readNumber } from "./numbers";

/** Epoch numbers from here on are milliseconds, smaller ones seconds: the year 5138 or March 1973. */
const MILLISECONDS_FROM = 1e11;
const EARLIEST = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

// A plus sign that was not percent-encoded arrives as a blank.
const iso =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(?:Z|([+ -])(\d{2})(?::?(\d{2}))?)?$/i;

/**
 * A moment as trackers write it: epoch seconds or milliseconds, as number or text, ISO 8601 with `Z`, with an offset
 * with or without colon, or `yyyy-MM-dd HH:mm:ss`, which is UTC.
 * @returns epoch ms, whole; null when it is none, or none between 1900 and 9999
 */
export function readTime(value: unknown): number | null {
  const number = readNumber(value);
  const at = number === null ? readIso(value) : isMilliseconds(number) ? number : number * 1000;
  return at !== null && at >= EARLIEST && at <= LATEST ? Math.round(at) + 0 : null;
}

/** Whether an epoch number is so large that it must be milliseconds. */
export function isMilliseconds(number: number): boolean {
  return number >= MILLISECONDS_FROM;
}

/** A time, or why there is none. */
export type TimeClaim = number | "missing" | "unreadable";

/** The first readable of several fields that may hold the time, best first; absent and empty ones do not count. */
export function firstTime(...candidates: readonly unknown[]): TimeClaim {
  const present = candidates.filter((value) => value !== undefined && value !== null && value !== "");
  for (const value of present) {
    const at = readTime(value);
    if (at !== null) return at;
  }
  return present.length === 0 ? "missing" : "unreadable";
}

function readIso(value: unknown): number | null {
  if (typeof value !== "string" || value.length > 40) return null;
  const match = iso.exec(value.trim());
  if (match === null) return null;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = "0",
    fraction = "0",
    sign,
    offsetHours,
    offsetMinutes = "0",
  ] = match;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  if (!isCalendarDay(wall, match) || Number(second) > 60) return null;
  const sub = Number(second) * 1000 + Number(`0.${fraction}`) * 1000;
  if (sign === undefined) return wall + sub;
  if (Number(offsetHours) > 14 || Number(offsetMinutes) > 59) return null;
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
  return wall + sub + (sign === "-" ? offset : -offset);
}

/** Date.UTC turns 30 February and 25 o'clock into a later day instead of refusing them. */
function isCalendarDay(wall: number, [, year, month, day, hour, minute]: readonly string[]): boolean {
  const date = new Date(wall);
  return (
    date.getUTCFullYear() === Number(year) &&
    date.getUTCMonth() + 1 === Number(month) &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === Number(hour) &&
    date.getUTCMinutes() === Number(minute)
  );
}
