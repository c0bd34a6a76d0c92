"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";

/** Says how long something takes or took: "45s", "42m", "1h 13m"; the same function as long as the language is. */
export function useSayDuration(): (seconds: number) => string {
  const t = useTranslations("common.duration");
  return useCallback(
    (seconds) => {
      const whole = Math.max(0, Math.floor(seconds));
      if (whole < 60) return t("seconds", { seconds: whole });
      const minutes = Math.floor(whole / 60);
      if (minutes < 60) return t("minutes", { minutes });
      return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
    },
    [t],
  );
}
