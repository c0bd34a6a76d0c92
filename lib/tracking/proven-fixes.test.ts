import { describe, expect, it } from "vitest";
import { apiFix, eastOfSite, seconds } from "@/tests/support/fixes";
import { initialTrackState } from "./process-fix";
import { openJumpSince, provenFixes } from "./proven-fixes";

const AWAY = 100_000;

type Step = readonly [second: number, meters: number, mock?: boolean];

const fixesOf = (steps: readonly Step[]) =>
  steps.map(([second, meters, mock = false]) => apiFix(seconds(second), eastOfSite(meters), { mock }));

/** Seconds of the fixes that are proven, of `[second, metres east, mock]`. */
function proven(...steps: readonly Step[]): number[] {
  return [...provenFixes(initialTrackState, fixesOf(steps))].map((fix) => (fix.at - seconds(0)) / 1000);
}

/** Since when a jump is open, in seconds. */
function open(...steps: readonly Step[]): number | null {
  const since = openJumpSince(initialTrackState, fixesOf(steps));
  return since === null ? null : (since - seconds(0)) / 1000;
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

describe("a jump of which nothing is known yet", () => {
  it.each<[string, number | null, Step[]]>([
    [
      "is open from its first fix on",
      10,
      [
        [0, 0],
        [10, AWAY],
        [300, AWAY],
      ],
    ],
    [
      "begins again where it jumps on",
      100,
      [
        [0, 0],
        [10, 2 * AWAY],
        [100, AWAY],
        [300, AWAY],
      ],
    ],
    [
      "is not when it was confirmed",
      null,
      [
        [0, 0],
        [10, AWAY],
        [610, AWAY],
      ],
    ],
    [
      "is not when it was refuted",
      null,
      [
        [0, 0],
        [10, AWAY],
        [400, 50],
      ],
    ],
    [
      "is not without one",
      null,
      [
        [0, 0],
        [60, 100],
      ],
    ],
  ])("%s", (_, since, steps) => {
    expect(open(...steps)).toBe(since);
  });
});
