"use client";

import { useTranslations } from "use-intl";
import type { SettingName } from "@/lib/tenants/types";

/** A setting's value with its unit, as people say it. */
export function useSettingText(): (name: SettingName, value: string | number) => string {
  const t = useTranslations("settings.values");
  return (name, value) => {
    if (typeof value === "string") return value;
    switch (name) {
      case "arrival_radius_meters":
      case "approach_radius_meters":
        return t("meters", { count: value });
      case "cooldown_seconds":
        return t("seconds", { count: value });
      case "fix_retention_days":
        return t("days", { count: value });
      default:
        return String(value);
    }
  };
}
