"use client";

import { useTimeZone } from "use-intl";
import { useNow } from "@/hooks/live/use-live";
import { startOfDay } from "./start-of-day";

const minuteMs = 60_000;

/** The company's midnight, epoch ms; 0 before the page knows the time. Looked at once a minute. */
export function useStartOfDay(): number {
  const now = useNow(minuteMs);
  const timeZone = useTimeZone() ?? "UTC";
  return now === 0 ? 0 : startOfDay(now, timeZone);
}
