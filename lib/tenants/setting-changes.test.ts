import { describe, expect, it } from "vitest";
import { settingChanges, settingWarnings } from "./setting-changes";

const now = {
  name: "Acme",
  time_zone: "Africa/Lagos",
  arrival_radius_meters: 100,
  approach_radius_meters: 500,
  cooldown_seconds: 300,
  expected_together: 1,
  fix_retention_days: 60,
  tracking_hours: null,
  start_mode: "automatic" as const,
  start_modes_by_type: { repair: "ask" as const, survey: "timed" as const },
};

describe("changed settings", () => {
  it("are those that become something else, each with what it was", () => {
    expect(
      settingChanges(now, { arrival_radius_meters: 80, cooldown_seconds: 300, name: "Acme Ltd" }),
    ).toEqual([
      { field: "name", from: "Acme", to: "Acme Ltd" },
      { field: "arrival_radius_meters", from: 100, to: 80 },
    ]);
    expect(settingChanges(now, { ...now })).toEqual([]);
    expect(settingChanges(now, { start_modes_by_type: { survey: "timed", repair: "ask" } })).toEqual([]);
    expect(settingChanges(now, { start_modes_by_type: { repair: "ask" } })).toHaveLength(1);
  });

  it("below 50 m carry a warning, from 50 m on none", () => {
    expect(settingWarnings({ ...now, arrival_radius_meters: 49 })).toMatchObject([
      { field: "arrival_radius_meters", code: "small_fence" },
    ]);
    expect(settingWarnings({ ...now, arrival_radius_meters: 50 })).toEqual([]);
  });
});
