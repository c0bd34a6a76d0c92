import type { SettingsChangedWire, SettingsWire, SettingValue } from "./settings-wire";
import { type SettingName, SMALL_FENCE_METERS, settingNames } from "./types";

type Values = Pick<SettingsWire, SettingName>;

/** What a wish really changes, setting by setting; empty when everything is so already. */
export function settingChanges(before: Values, wanted: Partial<Values>): SettingsChangedWire["changes"] {
  return settingNames.flatMap((field) => {
    const [from, to] = [before[field], wanted[field]];
    return to === undefined || sameSetting(from, to) ? [] : [{ field, from, to }];
  });
}

/** Whether two values of a setting say the same, in whatever order their entries stand. */
export function sameSetting(a: SettingValue, b: SettingValue): boolean {
  return a === b || JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(value: SettingValue): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
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
