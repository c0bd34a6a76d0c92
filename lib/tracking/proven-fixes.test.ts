import { describe, expect, it } from "vitest";
import { apiFix, eastOfSite, seconds } from "@/tests/support/fixes";
import { initialTrackState } from "./process-fix";
import { provenFixes } from "./proven-fixes";

const AWAY = 100_000;

/** Seconds of the fixes that are proven, of `[second, metres east, mock]`. */
function proven(...steps: readonly (readonly [second: number, meters: number, mock?: boolean])[]): number[] {
  const fixes = steps.map(([second, meters, mock = false]) =>
    apiFix(seconds(second), eastOfSite(meters), { mock }),
  );
  return [...provenFixes(initialTrackState, fixes)].map((fix) => (fix.at - seconds(0)) / 1000);
}

describe("fixes of a jump that a later one confirms (LOC-7)", () => {
  it("are all of them, from the first", () => {
    expect(proven([0, 0], [10, AWAY], [300, AWAY], [610, AWAY], [620, AWAY])).toEqual([10, 300]);
  });

  it("are none while nobody has confirmed it", () => {
    expect(proven([0, 0], [10, AWAY], [300, AWAY], [609, AWAY])).toEqual([]);
  });

  it("are none when it was refuted", () => {
    expect(proven([0, 0], [10, AWAY], [300, AWAY], [400, 50], [700, AWAY])).toEqual([]);
  });

  it("are those since it last jumped on", () => {
    expect(proven([0, 0], [10, 2 * AWAY], [100, AWAY], [300, AWAY], [700, AWAY])).toEqual([100, 300]);
  });

  it("include none that was faked", () => {
    expect(proven([0, 0], [10, AWAY], [200, AWAY + 5, true], [610, AWAY])).toEqual([10]);
  });
});
