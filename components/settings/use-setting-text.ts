"use client";

import { useTranslations } from "use-intl";
import type { SettingValue } from "@/lib/tenants/settings-wire";
import { type SettingName, startModes } from "@/lib/tenants/types";

/** A setting's value with its unit, as people say it. */
export function useSettingText(): (name: SettingName, value: SettingValue) => string {
  const t = useTranslations("settings.values");
  const modes = useTranslations("starts.settings.modes");
  return (name, value) => {
    if (value === null) return t("noHours");
    if (typeof value === "object")
      return Array.isArray(value)
        ? t("hours", { count: value.length })
        : t("exceptions", { count: Object.keys(value).length });
    if (typeof value === "string") {
      const mode = name === "start_mode" ? startModes.find((one) => one === value) : undefined;
      return mode ? modes(mode) : value;
    }
    switch (name) {
      case "arrival_radius_meters":
      case "approach_radius_meters":
        return t("meters", { count: value });
      case "expected_together":
        return t("technicians", { count: value });
      case "cooldown_seconds":
        return t("seconds", { count: value });
      case "fix_retention_days":
        return t("days", { count: value });
      default:
        return String(value);
    }
  };
}
