"use client";

import { useTranslations } from "use-intl";
import { useSayDuration } from "@/components/measures/duration";
import { useClock } from "@/components/time/clock-time";
import type { RehearsedStay } from "@/lib/tracking/rehearsal/rehearsal-wire";

/** Says when somebody was there: "27 Nov, 14:02–14:40 · 38m". */
export function useSayStay(): (stay: RehearsedStay) => string {
  const t = useTranslations("fence.result");
  const clock = useClock();
  const duration = useSayDuration();
  return ({ arrived_at, departed_at, seconds }) => {
    const from = clock(arrived_at, { day: true });
    if (departed_at === null) return t("staying", { from });
    // A stay over midnight says both days.
    const isLong = seconds > 12 * 3600;
    return t("stay", { from, to: clock(departed_at, { day: isLong }), duration: duration(seconds) });
  };
}
