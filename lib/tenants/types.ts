/** How a tenant's map is drawn (UX: map style): our own city, the quiet outline, or tiles from the configured URL. */
export const mapStyles = ["city", "outline", "tiles"] as const;
export type MapStyle = (typeof mapStyles)[number];

/**
 * What an arrival does to its job (GEO-2). `automatic`: it starts. `timed`: it starts in 30 s unless somebody cancels.
 * `ask`: it waits for an answer. `off`: it is left to people.
 */
export const startModes = ["automatic", "timed", "ask", "off"] as const;
export type StartMode = (typeof startModes)[number];

/** What an administrator may set for the company, by its name on the wire. */
export const settingNames = [
  "name",
  "time_zone",
  "arrival_radius_meters",
  "approach_radius_meters",
  "cooldown_seconds",
  "expected_together",
  "fix_retention_days",
  "tracking_hours",
  "start_mode",
  "start_modes_by_type",
] as const;
export type SettingName = (typeof settingNames)[number];

/** Fences below this are allowed with a warning (GEO-3), metres: phones are seldom exact enough for them. */
export const SMALL_FENCE_METERS = 50;
