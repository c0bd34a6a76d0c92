"use client";

import { useTranslations } from "use-intl";
import type { TrackingHours } from "@/lib/tenants/tracking-hours";

/** Says tracking hours: Mon, Tue 07:00 to 18:00; Sat 08:00 to 12:00. */
export function useSayHours(): (hours: TrackingHours) => string {
  const t = useTranslations("recorded.hours");
  return (hours) =>
    hours
      .map(({ days, from, to }) =>
        t("say", { days: days.map((day) => t(`short.${day}`)).join(", "), from, to }),
      )
      .join("; ");
}
