/** How a tenant's map is drawn (UX: map style): our own city, the quiet outline, or tiles from the configured URL. */
export const mapStyles = ["city", "outline", "tiles"] as const;
export type MapStyle = (typeof mapStyles)[number];

/** What an administrator may set for the company, by its name on the wire. */
export const settingNames = [
  "name",
  "time_zone",
  "arrival_radius_meters",
  "approach_radius_meters",
  "cooldown_seconds",
  "fix_retention_days",
] as const;
export type SettingName = (typeof settingNames)[number];

/** Fences below this are allowed with a warning (GEO-3), metres: phones are seldom exact enough for them. */
export const SMALL_FENCE_METERS = 50;
