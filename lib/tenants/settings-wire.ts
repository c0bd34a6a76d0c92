import type { TrackingHours } from "./tracking-hours";
import type { SettingName, StartMode } from "./types";

/** What is set for the company, and what to think of it. */
export interface SettingsWire {
  name: string;
  /** IANA name. */
  time_zone: string;
  /** Fence and approach zone of jobs that have none of their own. */
  arrival_radius_meters: number;
  approach_radius_meters: number;
  cooldown_seconds: number;
  /** How many technicians may be at one place before it is said, where not more have a job. */
  expected_together: number;
  fix_retention_days: number;
  /** Hours in which technicians are tracked outside of their shifts too; null: never. */
  tracking_hours: TrackingHours | null;
  /** What an arrival does to its job, and exceptions by job type. */
  start_mode: StartMode;
  start_modes_by_type: Record<string, StartMode>;
  /** Send it back with a change: it is refused when somebody else was faster. */
  version: number;
  warnings: { field: SettingName; code: "small_fence"; message: string }[];
}

export type SettingValue = SettingsWire[SettingName];

export interface SettingsChangedWire {
  by: { kind: "user" | "token"; id: string; name: string | null };
  changes: { field: SettingName; from: SettingValue; to: SettingValue }[];
  occurred_at: string;
}
