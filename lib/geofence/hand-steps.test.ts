import { describe, expect, it } from "vitest";
import { apiFix, classicSite, eastOfSite, seconds } from "@/tests/support/fixes";
import { evidenceOf } from "./edge-distance";
import { defaultFenceRules } from "./fence-rules";
import { initialFenceState, stepFence } from "./machine";
import { siteProfile } from "./site-profile";
import type { Evidence, FenceFix, FenceInput, FenceTransition } from "./types";

const profile = siteProfile({ center: classicSite });

function fixAt(at: number, distance: number, accuracyMeters = 5): FenceFix {
  const { fixId, point } = apiFix(seconds(at), eastOfSite(distance));
  return {
    fixId,
    at: seconds(at),
    point,
    accuracyMeters,
    reportedAccuracyMeters: accuracyMeters,
    speedMps: null,
  };
}

function seenAt(at: number, distance: number, accuracyMeters = 5): Evidence {
  return evidenceOf(fixAt(at, distance, accuracyMeters), profile);
}

const fix = (at: number, distance: number, accuracy?: number): FenceInput => ({
  kind: "fix",
  fix: fixAt(at, distance, accuracy),
});
const checkIn = (at: number, evidence: Evidence | null): FenceInput => ({
  kind: "check_in",
  at: seconds(at),
  evidence,
});
const checkOut = (at: number, evidence: Evidence | null = null): FenceInput => ({
  kind: "check_out",
  at: seconds(at),
  evidence,
});
const takenAway = (at: number): FenceInput => ({
  kind: "taken_away",
  at: seconds(at),
  reason: "job_reassigned",
});

function run(inputs: readonly FenceInput[]) {
  let state = initialFenceState;
  const transitions: FenceTransition[] = [];
  for (const input of inputs) {
    const next = stepFence(state, input, profile, defaultFenceRules);
    state = next.state;
    transitions.push(...next.transitions);
  }
  return {
    state,
    told: transitions.map(
      ({ kind, at, explanation }) => `${kind}@${(at - seconds(0)) / 1000} ${explanation.rule}`,
    ),
    transitions,
  };
}

describe("a check-in by hand (GEO-10)", () => {
  it("opens at once 3 km away and keeps distance and accuracy", () => {
    const { transitions } = run([fix(0, 3000, 12), checkIn(10, seenAt(0, 3000, 12))]);
    expect(transitions).toMatchObject([
      { kind: "arrived", at: seconds(10), between: [seconds(10), seconds(10)], openedBy: "check_in" },
    ]);
    expect(transitions[0]?.distanceMeters).toBeCloseTo(3000, 3);
    expect(transitions[0]?.explanation.evidence[0]?.reportedAccuracyMeters).toBe(12);
  });

  it.each<[string, FenceInput[], string[]]>([
    [
      "is not ended by the next fixes at the same place",
      [fix(60, 3000), fix(120, 3020), fix(7200, 2990)],
      [],
    ],
    ["is not ended on the way to the site", [fix(60, 2000), fix(120, 900), fix(180, 300)], []],
    ["is not ended by a detour of less than the approach zone", [fix(60, 3390)], []],
    [
      "ends with the first fix surely farther out than that",
      [fix(60, 3390), fix(120, 3700)],
      ["departed@120 moved_away_from_check_in"],
    ],
    [
      "is not opened a second time by the fence, which then ends it",
      [fix(600, 20), fix(1200, 300)],
      ["departed@1200 surely_outside"],
    ],
    ["ends by a check-out", [checkOut(500)], ["departed@500 checked_out_by_hand"]],
    [
      "is opened again by the fence after a check-out on the road",
      [checkOut(500), fix(600, 20)],
      ["departed@500 checked_out_by_hand", "reopened@600 surely_inside"],
    ],
  ])("3 km away %s", (_name, later, expected) => {
    const { told } = run([fix(0, 3000), checkIn(10, seenAt(0, 3000)), ...later]);
    expect(told).toEqual(["arrived@10 checked_in_by_hand", ...expected]);
  });

  it("with no known place takes the first fix for where it was made", () => {
    const { told, transitions } = run([checkIn(0, null), fix(30, 3000), fix(60, 3400), fix(90, 3700)]);
    expect(told).toEqual(["arrived@0 checked_in_by_hand", "departed@90 moved_away_from_check_in"]);
    expect(transitions[0]?.distanceMeters).toBeNull();
    expect(transitions[1]).toMatchObject({ between: [seconds(60), seconds(90)] });
  });

  it("counts as the second voice beside an uncertain fix inside, so that leaving ends it", () => {
    const { told } = run([fix(0, 80, 40), checkIn(5, seenAt(0, 80, 40)), fix(60, 300)]);
    expect(told).toEqual(["arrived@5 checked_in_by_hand", "departed@60 surely_outside"]);
  });

  it("believes no coarse fix to be inside", () => {
    const { state } = run([checkIn(5, seenAt(0, 10, 2000))]);
    expect(state.seen).toBe("outside");
  });

  it("changes nothing while a visit is open, but ends a doubt about leaving", () => {
    const { told } = run([fix(0, 20), fix(60, 140, 40), checkIn(70, null), fix(90, 140, 40)]);
    expect(told).toEqual(["arrived@0 surely_inside"]);
  });

  it("within the cooldown goes on with the same visit", () => {
    const { told } = run([fix(0, 20), fix(600, 300), checkIn(700, seenAt(600, 300))]);
    expect(told.at(-1)).toBe("reopened@700 checked_in_by_hand");
  });
});

describe("a check-out by hand (GEO-10)", () => {
  it("is not undone by fixes while the technician still packs up inside", () => {
    const { told } = run([
      fix(0, 20),
      checkOut(600),
      fix(660, 20),
      fix(720, 30),
      fix(780, 140, 40),
      fix(840, 20),
    ]);
    expect(told).toEqual(["arrived@0 surely_inside", "departed@600 checked_out_by_hand"]);
  });

  it("lets the fence open again after he has been seen outside", () => {
    const { told } = run([fix(0, 20), checkOut(600), fix(660, 20), fix(720, 400), fix(2000, 20)]);
    expect(told).toEqual([
      "arrived@0 surely_inside",
      "departed@600 checked_out_by_hand",
      "arrived@2000 surely_inside",
    ]);
  });

  it("without an open visit does nothing, and stops an arrival that was about to be seen", () => {
    expect(run([checkOut(0)])).toMatchObject({ told: [], state: initialFenceState });
    expect(run([fix(0, 80, 40), checkOut(10), fix(30, 80, 40), fix(60, 20)]).told).toEqual([]);
  });

  it("lets a check-in follow at once", () => {
    const { told } = run([fix(0, 20), checkOut(600), checkIn(610, seenAt(600, 20)), fix(700, 300)]);
    expect(told.slice(2)).toEqual(["reopened@610 checked_in_by_hand", "departed@700 surely_outside"]);
  });
});

describe("a job that is taken away (GEO-7)", () => {
  it("closes the visit with its reason and forgets everything", () => {
    const { state, transitions } = run([fix(0, 20), takenAway(300)]);
    expect(transitions[1]).toMatchObject({ kind: "departed", at: seconds(300), reason: "job_reassigned" });
    expect(state).toEqual(initialFenceState);
  });

  it("never ends a visit before it began when the phone's clock was ahead", () => {
    const { transitions } = run([fix(20, 20), takenAway(10)]);
    expect(transitions[1]).toMatchObject({ at: seconds(20), visitArrivedAt: seconds(20) });
  });

  it("says nothing where no visit was open", () => {
    expect(run([fix(0, 80, 40), takenAway(300)])).toMatchObject({ told: [], state: initialFenceState });
  });
});
