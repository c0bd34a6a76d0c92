"use client";

import { useFormatter, useTranslations } from "use-intl";

/** Says a distance given in metres: "38 m", "2.4 km". */
export function useSayDistance(): (meters: number) => string {
  const t = useTranslations("common.distance");
  const format = useFormatter();
  return (meters) =>
    meters < 1000
      ? t("meters", { meters: Math.round(meters) })
      : t("kilometers", {
          kilometers: format.number(meters / 1000, { maximumFractionDigits: meters < 10_000 ? 1 : 0 }),
        });
}
