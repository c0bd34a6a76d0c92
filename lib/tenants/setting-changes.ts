import type { SettingsChangedWire, SettingsWire } from "@/lib/realtime/protocol";
import { type SettingName, SMALL_FENCE_METERS, settingNames } from "./types";

type Values = Pick<SettingsWire, SettingName>;

/** What a wish really changes, setting by setting; empty when everything is so already. */
export function settingChanges(before: Values, wanted: Partial<Values>): SettingsChangedWire["changes"] {
  return settingNames.flatMap((field) => {
    const [from, to] = [before[field], wanted[field]];
    return to === undefined || to === from ? [] : [{ field, from, to }];
  });
}

/** What is allowed and seldom wise (GEO-3). */
export function settingWarnings(settings: Values): SettingsWire["warnings"] {
  if (settings.arrival_radius_meters >= SMALL_FENCE_METERS) return [];
  return [
    {
      field: "arrival_radius_meters",
      code: "small_fence",
      message: `Below ${SMALL_FENCE_METERS} m many phones are not exact enough: arrivals may be noticed late or not at all.`,
    },
  ];
}
