import { ApiError } from "@/lib/http/client";
import type { SettingsWire } from "@/lib/tenants/settings-wire";

/** What a shorter retention would delete. */
export interface Deletion {
  locations: number;
  or_more: boolean;
  before: string;
}

/** Why settings were not saved, and what the person can do about it. */
export type SettingsRefusal =
  | { kind: "changed_meanwhile"; current: SettingsWire }
  | { kind: "deletes"; deletion: Deletion }
  | { kind: "failed"; sentence: string };

/** Reads a refusal of `PATCH /settings`. */
export function settingsRefusal(error: Error): SettingsRefusal {
  if (error instanceof ApiError && error.code === "conflict") {
    // The shapes are those of change-settings.ts, told apart by the field.
    const current = error.current as SettingsWire & { deletes?: Deletion };
    if (error.field === "version") return { kind: "changed_meanwhile", current };
    if (current.deletes) return { kind: "deletes", deletion: current.deletes };
  }
  return { kind: "failed", sentence: error.message };
}
