import { describe, expect, it } from "vitest";
import { momentOnTrack } from "./moment-on-track";
import type { TrackFix } from "./track";

const MINUTE = 60_000;
const fix = (minute: number, lng: number, more: Partial<TrackFix> = {}): TrackFix => ({
  at: minute * MINUTE,
  point: { lat: 0, lng },
  speedMps: null,
  headingDegrees: null,
  batteryPercent: 80,
  ...more,
});
const track = [fix(0, 0), fix(1, 0.01, { speedMps: 7 }), fix(2, 0.02), fix(9, 0.5)];

describe("a moment of a playback", () => {
  it.each([
    ["before the first fix", -5, 0],
    ["at a fix", 1, 0.01],
    ["half way between two", 0.5, 0.005],
    ["in a silence of seven minutes, where he was last heard", 8.9, 0.02],
    ["when the silence ends", 9, 0.5],
    ["after the last", 60, 0.5],
  ])("%s", (_, minute, lng) => {
    expect(momentOnTrack(track, minute * MINUTE)?.point.lng).toBeCloseTo(lng, 9);
  });

  it("has the speed the phone said, else the one of the way", () => {
    expect(momentOnTrack(track, 1.5 * MINUTE)?.speedMps).toBe(7);
    expect(momentOnTrack(track, 0.5 * MINUTE)?.speedMps).toBeCloseTo(1112 / 60, 1);
    expect(momentOnTrack(track, 0.5 * MINUTE)?.headingDegrees).toBeCloseTo(90, 5);
  });

  it("in a silence says since when, and neither speed nor direction", () => {
    expect(momentOnTrack(track, 5 * MINUTE)).toMatchObject({
      silentSince: 2 * MINUTE,
      speedMps: null,
      headingDegrees: null,
    });
    expect(momentOnTrack(track, 2 * MINUTE)?.silentSince).toBeNull();
    expect(momentOnTrack(track, 9 * MINUTE)?.silentSince).toBeNull();
  });

  it("crosses the 180th meridian the short way", () => {
    const across = [fix(0, 179.99), fix(1, -179.99)];
    expect(Math.abs(momentOnTrack(across, 0.5 * MINUTE)?.point.lng ?? 0)).toBeCloseTo(180, 6);
  });

  it("of an empty track is nothing", () => expect(momentOnTrack([], 0)).toBeNull());
});
