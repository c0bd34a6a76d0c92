import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceMeters } from "@/lib/geo/distance";
import { momentOnTrack } from "./moment-on-track";
import { thinTrack } from "./thin-track";
import type { TrackFix } from "./track";

const fix = (seconds: number, east: number, north: number): TrackFix => ({
  at: seconds * 1000,
  point: { lat: 6.5 + north / 111_195, lng: 3.3 + east / 110_480 },
  speedMps: 10,
  headingDegrees: null,
  batteryPercent: null,
});

describe("a track with too many fixes", () => {
  it("loses none while there are few enough", () => {
    const fixes = [fix(0, 0, 0), fix(1, 10, 0), fix(2, 20, 0)];
    expect(thinTrack(fixes, 3)).toBe(fixes);
  });

  it("keeps both ends of every silence, and of itself", () => {
    const steady = (from: number) => Array.from({ length: 900 }, (_, i) => fix(from + i, i * 10, 0));
    const fixes = [...steady(0), ...steady(2000)];
    const kept = thinTrack(fixes, 20).map(({ at }) => at / 1000);
    for (const end of [0, 899, 2000, 2899]) expect(kept).toContain(end);
    expect(kept.length).toBeLessThanOrEqual(20);
    expect(new Set(kept).size).toBe(kept.length);
  });

  it("is as few as were asked for, whatever it looks like, and in order", () => {
    const step = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: -80, max: 80 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 300 }), (steps) => {
        let at = 0;
        const fixes = steps.map(([seconds, meters], i) => {
          at += seconds;
          return fix(at, i * 20, meters);
        });
        const kept = thinTrack(fixes, 25);
        expect(kept.length).toBeLessThanOrEqual(25);
        expect(kept.map((one) => one.at)).toEqual(kept.map((one) => one.at).toSorted((a, b) => a - b));
        expect(kept.at(-1)).toBe(fixes.at(-1));
      }),
    );
  });

  it("shows everybody within a few metres of where he was at every moment", () => {
    const fixes = Array.from({ length: 4000 }, (_, i) => fix(i, i * 8, 60 * Math.sin(i / 40)));
    const kept = thinTrack(fixes, 1500);
    expect(kept.length).toBeLessThanOrEqual(1500);
    for (const one of fixes) {
      const shown = momentOnTrack(kept, one.at)?.point ?? { lat: 0, lng: 0 };
      expect(distanceMeters(shown, one.point)).toBeLessThanOrEqual(4.2);
    }
  });
});
