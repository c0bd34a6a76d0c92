import { createTranslator } from "use-intl/core";
import devices from "@/lib/i18n/en/devices.json";
import type { UnderstoodItem } from "./last-request";
import type { QuarantineReason } from "./trackers/types";

const translate = createTranslator({ locale: "en", messages: { devices } });

/** What was understood of one thing a tracker sent, in plain English for API answers; pages translate it themselves. */
export function understoodInEnglish(item: UnderstoodItem): string {
  if (item.kind === "fix" && item.withheld) return translate("devices.understood.off_shift");
  switch (item.kind) {
    case "fix":
      return [
        translate("devices.understood.fix"),
        ...(item.reason === null ? [] : [translate(`devices.repaired.${item.reason}`)]),
      ].join(" ");
    case "quarantined":
      return quarantinedInEnglish(item.reason);
    case "ignored":
      return translate(`devices.ignored.${item.reason}`);
  }
}

/** Why something a tracker sent could not be used, in plain English. */
export function quarantinedInEnglish(reason: QuarantineReason): string {
  return translate(`devices.quarantined.${reason}`);
}
