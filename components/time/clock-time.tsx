"use client";

import { useFormatter } from "use-intl";
import { AbsoluteTime } from "./absolute-time";

/** A time of day in the company's zone: 14:32, with seconds 14:32:07; earlier days carry their date. */
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

/** Formats moments as times of day in the company's zone. */
export function useClock(): (at: string | number, options?: { seconds?: boolean; day?: boolean }) => string {
  const format = useFormatter();
  return (at, { seconds = false, day = false } = {}) =>
    format.dateTime(new Date(at), {
      ...(day ? { day: "numeric", month: "short" } : {}),
      hour: "2-digit",
      minute: "2-digit",
      ...(seconds ? { second: "2-digit" } : {}),
      hourCycle: "h23",
    });
}
