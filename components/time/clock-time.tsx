"use client";

import { useCallback } from "react";
import { useFormatter, useTimeZone } from "use-intl";
import { AbsoluteTime } from "./absolute-time";
import { startOfDay } from "./start-of-day";

/** A time of day in the company's zone: 14:32, with seconds 14:32:07. */
export function ClockTime({
  at,
  seconds = false,
  className,
}: {
  at: string | number;
  seconds?: boolean;
  className?: string;
}) {
  const clock = useClock();
  return (
    <AbsoluteTime at={at} className={className}>
      {clock(at, { seconds })}
    </AbsoluteTime>
  );
}

/** Formats moments as times of day in the company's zone; the same function as long as the language is. */
export function useClock(): (at: string | number, options?: { seconds?: boolean; day?: boolean }) => string {
  const format = useFormatter();
  return useCallback(
    (at, { seconds = false, day = false } = {}) =>
      format.dateTime(new Date(at), {
        ...(day ? { day: "numeric", month: "short" } : {}),
        hour: "2-digit",
        minute: "2-digit",
        ...(seconds ? { second: "2-digit" } : {}),
        hourCycle: "h23",
      }),
    [format],
  );
}

/** Formats moments as times of day, those of another day with their date. @param now epoch ms */
export function useClockSince(now: number): (at: string | number) => string {
  const clock = useClock();
  const timeZone = useTimeZone() ?? "UTC";
  return (at) => {
    const moment = new Date(at).getTime();
    const isToday = startOfDay(moment, timeZone) === startOfDay(now, timeZone);
    return clock(at, { day: !isToday });
  };
}
