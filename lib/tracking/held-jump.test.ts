import { describe, expect, it } from "vitest";
import { apiFix, eastOfSite, seconds } from "@/tests/support/fixes";
import { judgeFix, judgeRules } from "./judge-fix";
import { initialTrackState } from "./process-fix";
import type { TrackState } from "./types";

/** `[second, metres east, accuracy in metres]`; 0 = does not count against the fix. */
type Step = readonly [second: number, meters: number, accuracy?: number];

/** Judges one fix after the other; `verdict reason`, the accepted and the held ones remembered as the pipeline does. */
function judged(...steps: Step[]): string[] {
  let state: TrackState = initialTrackState;
  return steps.map(([second, meters, accuracyMeters]) => {
    const fix = apiFix(seconds(second), eastOfSite(meters), { accuracyMeters: accuracyMeters ?? null });
    const { verdict, reason, judge } = judgeFix(state, fix);
    state = { ...state, newestAt: fix.at, newestPoint: fix.point, judge };
    return `${verdict} ${reason ?? ""}`.trim();
  });
}

const last = (...steps: Step[]) => judged(...steps).at(-1);
const MINUTE = 60;

describe("a jump is more than 1 km at more than 90 m/s, both accuracies subtracted (LOC-7)", () => {
  it.each<[string, Step, Step, string]>([
    ["999 m in a second", [0, 0], [1, 999], "good"],
    ["1,001 m in a second", [0, 0], [1, 1001], "outlier jump"],
    ["1,001 m in 12 s: 83 m/s", [0, 0], [12, 1001], "good"],
    ["8,990 m in 100 s: 89.9 m/s", [0, 0], [100, 8990], "good"],
    ["9,010 m in 100 s: 90.1 m/s", [0, 0], [100, 9010], "outlier jump"],
    ["324 km in an hour: 90 m/s and a little", [0, 0], [3600, 324_010], "outlier jump"],
    ["323 km in an hour", [0, 0], [3600, 323_990], "good"],
    ["1,101 m in a second, 100 m said by the second", [0, 0], [1, 1101, 100], "outlier jump"],
    ["1,099 m in a second, 100 m said by the second", [0, 0], [1, 1099, 100], "good"],
    ["1,099 m in a second, 100 m said by the first", [0, 0, 100], [1, 1099], "good"],
    ["1,201 m in a second, 100 m said by each", [0, 0, 100], [1, 1201, 100], "outlier jump"],
    ["1,199 m in a second, 100 m said by each", [0, 0, 100], [1, 1199, 100], "good"],
    ["9,210 m in 100 s, 100 m said by each: 90.1 m/s remain", [0, 0, 100], [100, 9210, 100], "outlier jump"],
    ["9,190 m in 100 s, 100 m said by each: 89.9 m/s remain", [0, 0, 100], [100, 9190, 100], "good"],
    ["a coarse fix 3 km off that admits 2,001 m", [0, 0], [1, 3000, 2001], "coarse accuracy_over_150"],
    ["a coarse fix 3 km off that admits 1,990 m", [0, 0], [1, 3000, 1990], "outlier jump"],
  ])("%s", (_name, from, to, verdict) => {
    expect(last(from, to)).toBe(verdict);
  });
});

describe("a jump is measured against the last accepted fix", () => {
  it("a coarse one included, with the accuracy that it admits", () => {
    expect(last([0, 0], [60, 5000, 2000], [70, 7900])).toBe("good");
    expect(last([0, 0], [60, 5000, 2000], [70, 8100])).toBe("outlier jump");
    expect(last([0, 0], [70, 7900])).toBe("outlier jump");
  });

  it("and never against one that was held", () => {
    expect(judged([0, 0], [10, 50_000], [20, 50_010], [30, 100])).toEqual([
      "good",
      "outlier jump",
      "outlier jump_held",
      "good",
    ]);
  });
});

describe("a jump is held until its place has been consistent for 10 min", () => {
  const away = 100_000;

  it.each([
    [judgeRules.heldMs / 1000 - 0.001, "outlier jump_held"],
    [judgeRules.heldMs / 1000, "good jump_confirmed"],
    [judgeRules.heldMs / 1000 + 300, "good jump_confirmed"],
  ])("%s s after it began", (lasting, verdict) => {
    expect(last([0, 0], [10, away], [10 + 5 * MINUTE, away], [10 + lasting, away])).toBe(verdict);
  });

  it("though two fixes may be all that is heard of it", () => {
    expect(judged([0, 0], [10, away], [610, away])).toEqual(["good", "outlier jump", "good jump_confirmed"]);
  });

  it("and moves with whoever drives on there", () => {
    const drive = Array.from({ length: 11 }, (_, i): Step => [10 + i * MINUTE, away + i * 1500]);
    expect(last([0, 0], ...drive)).toBe("good jump_confirmed");
  });

  it.each<[string, Step, string]>([
    ["jumps on", [5 * MINUTE, 2 * away], "outlier jump"],
    ["is refuted by a good fix at the old place", [5 * MINUTE, 100], "good"],
    ["is refuted by a coarse fix at the old place", [5 * MINUTE, 100, 900], "coarse accuracy_over_150"],
  ])("which begins again when it %s", (_name, [second, meters, accuracy], verdict) => {
    const found = judged([0, 0], [10, away], [second, meters, accuracy], [11 * MINUTE, away]);
    expect(found[2]).toBe(verdict);
    expect(found[3]).toBe("outlier jump");
  });

  it("and a believed place is then the one that jumps are measured against", () => {
    expect(last([0, 0], [10, away], [610, away], [620, away + 50])).toBe("good");
    expect(last([0, 0], [10, away], [610, away], [620, 0])).toBe("outlier jump");
  });

  it("a coarse fix may confirm it, and stays coarse", () => {
    expect(last([0, 0], [10, away], [610, away, 900])).toBe("coarse jump_confirmed");
  });
});
