import { describe, expect, it } from "vitest";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { deliver } from "@/tests/support/delivered-day";
import { live } from "@/tests/support/deliveries";
import { openJob, seconds, seededRandom, shuffled } from "@/tests/support/fixes";
import { atTheFalsePlace, byCell, falsePlace, onTheTrain, trainAt } from "@/tests/support/train";
import { type FoldedDay, foldDay } from "./fold-day";
import { initialTrackState, processFix } from "./process-fix";
import type { Fix } from "./types";

/** A fence at the false place and one every 600 m along the line. */
const jobs = [
  openJob("false place", falsePlace),
  ...Array.from({ length: 300 }, (_, index) => openJob(`line ${index}`, trainAt(index * 20))),
];
const HOUR = 3600;

function folded(...parts: readonly Fix[][]) {
  const fixes = parts.flat();
  const until = Math.max(...fixes.map(({ at }) => at));
  const day = foldDay({
    startState: initialTrackState,
    fixes,
    handInputs: [],
    candidates: jobs,
    rules,
    until,
  });
  return {
    ...outcomesOf(day.results),
    visited: [...new Set(day.visits.map(({ jobId }) => jobId))],
    told: day.transitions.map(({ jobId }) => jobId),
  };
}

/** What was said of the same fixes while they came. */
function atOnce(...parts: readonly Fix[][]) {
  let state = initialTrackState;
  const fixes = parts.flat().toSorted((a, b) => a.at - b.at);
  return outcomesOf(
    fixes.map((fix) => {
      const step = processFix(state, fix, jobs, rules);
      state = step.state;
      return { fixId: fix.fixId, result: step.result };
    }),
  );
}

function outcomesOf(results: FoldedDay["results"]) {
  const of = (source: string) => results.filter(({ fixId }) => fixId.startsWith(source));
  return {
    /** What became of the fixes of a source: each verdict with its reason once, in order of appearance. */
    verdicts: (source: string) => [
      ...new Set(of(source).map(({ result }) => `${result.verdict} ${result.reason ?? ""}`.trim())),
    ],
    markers: (source: string) => of(source).filter(({ result }) => result.movesMarker).length,
    /** Second of the first fix of the train after `from` that was accepted. */
    trueTrackFrom: (from: number) =>
      of("train")
        .filter(({ fixId, result }) => Number(fixId.slice(6)) >= from && result.verdict === "good")
        .map(({ fixId }) => Number(fixId.slice(6)))[0],
  };
}

describe("24 confident fixes 140 km off a moving train (LOC-7, GEO-3)", () => {
  it.each([
    ["4 min, nothing else meanwhile", 240, []],
    ["4 min, the true track in between", 240, onTheTrain(615, 825)],
    ["4 min, cell fixes in between", 240, byCell(640, 820, 60)],
    ["9 min, nothing else meanwhile", 540, []],
    ["9 min, the true track in between", 540, onTheTrain(615, 1125)],
    ["9 min, cell fixes in between", 540, byCell(640, 1120, 60)],
    ["30 min, the true track in between", 1800, onTheTrain(615, 2385)],
    ["30 min, a cell fix every 8 min in between", 1800, byCell(690, 2370, 480)],
  ])("are no visit, tell nobody, and the true track goes on at once: %s", (_name, lasting, between) => {
    const end = 600 + lasting;
    const day = folded(
      onTheTrain(0, 600),
      atTheFalsePlace(605, end),
      between,
      onTheTrain(end + 5, end + HOUR),
    );
    expect(day.visited).not.toContain("false place");
    expect(day.told).not.toContain("false place");
    expect(day.markers("hotspot")).toBe(0);
    expect(day.verdicts("hotspot").every((verdict) => verdict.startsWith("outlier jump"))).toBe(true);
    expect(day.verdicts("train")).toEqual(["good"]);
    expect(day.trueTrackFrom(end + 1)).toBe(end + 5);
  });

  it("make no visit on the line either that the train alone would not have made", () => {
    const alone = folded(onTheTrain(0, HOUR));
    const disturbed = folded(onTheTrain(0, HOUR), atTheFalsePlace(605, 1140));
    expect(disturbed.visited).toEqual(alone.visited);
    expect(disturbed.told).toEqual(alone.told);
  });

  it("change nothing in any order, live or late", () => {
    const fixes = [...onTheTrain(0, 1500), ...atTheFalsePlace(605, 1140)];
    const late = shuffled(fixes, seededRandom(5)).map((fix) => ({ now: seconds(1600), fixes: [fix] }));
    const [first, second] = [live(fixes), late].map((deliveries) =>
      deliver(deliveries, jobs, rules, seconds(1700)).visits.map(({ id: _, ...stay }) => stay),
    );
    expect(second).toEqual(first);
    expect(first?.some(({ jobId }) => jobId === "false place")).toBe(false);
  });
});

describe("the same place for longer than 10 min with nothing against it", () => {
  const end = 605 + 660;
  const parts = [onTheTrain(0, 600), atTheFalsePlace(605, end, 45), onTheTrain(end + 5, end + HOUR)];
  const day = folded(...parts);
  const told = atOnce(...parts);

  it("is believed by the rule, and not a moment sooner: nothing speaks for the train any more", () => {
    expect(told.verdicts("hotspot")).toEqual([
      "outlier jump",
      "outlier jump_held",
      "good jump_confirmed",
      "good",
    ]);
    expect(day.visited).toContain("false place");
  });

  it("holds the true track for 10 min at most, then all goes on", () => {
    expect(told.verdicts("train")).toEqual([
      "good",
      "outlier jump",
      "outlier jump_held",
      "good jump_confirmed",
    ]);
    const back = told.trueTrackFrom(end + 1) ?? Number.POSITIVE_INFINITY;
    expect(back - (end + 5)).toBe(600);
  });

  it("holds nothing any more in the day as it is folded afterwards", () => {
    expect(day.verdicts("hotspot")).toEqual(["good jump_confirmed", "good"]);
    expect(day.verdicts("train")).toEqual(["good", "good jump_confirmed"]);
    expect(day.trueTrackFrom(end + 1)).toBe(end + 5);
  });
});

describe("a misplaced hotspot that is the first thing ever heard of a technician", () => {
  it.each([
    ["one fix", 1, 5],
    ["24 fixes in 4 min", 24, 240],
    ["24 fixes in 9 min", 24, 540],
    ["an hour of them", 240, 3600],
  ])(
    "locks the true track out for no longer than 10 min, and not at all afterwards: %s",
    (_name, count, end) => {
      const parts = [atTheFalsePlace(0, end, count), onTheTrain(end + 5, end + HOUR)];
      const told = atOnce(...parts);
      const start = end + 5;
      expect((told.trueTrackFrom(start) ?? Number.POSITIVE_INFINITY) - start).toBe(600);
      expect(told.markers("train")).toBeGreaterThan(150);
      expect(folded(...parts).trueTrackFrom(start)).toBe(start);
    },
  );

  it("locks nobody out when he was somewhere believable before", () => {
    const day = folded(onTheTrain(-60, -60), atTheFalsePlace(0, 240), onTheTrain(245, 600));
    expect(day.trueTrackFrom(245)).toBe(245);
  });

  it("keeps the true track out while it goes on in between: the first of two places that speak in turn stays", () => {
    const told = atOnce(atTheFalsePlace(0, 1800, 120), onTheTrain(7, 1800), onTheTrain(1822, 3600));
    expect(told.verdicts("train")).toEqual([
      "outlier jump",
      "outlier jump_held",
      "good jump_confirmed",
      "good",
    ]);
    expect(told.trueTrackFrom(0)).toBe(1822 + 600);
  });
});
