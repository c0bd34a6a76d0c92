import { createTranslator } from "use-intl/core";
import devices from "@/lib/i18n/en/devices.json";
import type { TrackerApp } from "@/lib/tracking/types";
import type { DeviceSetup } from "./setup";

const translate = createTranslator({ locale: "en", messages: { devices } });

/** A setup in plain English, a line for each setting, for API answers; pages translate its rows themselves. */
export function setupInEnglish(app: TrackerApp, setup: DeviceSetup): string {
  return [
    translate(`devices.setup.where.${app}`),
    ...setup.rows.map(({ label, value }) => `${translate(`devices.setup.rows.${label}`)}: ${value}`),
    translate(`devices.setup.units.${app}`),
  ].join("\n");
}
