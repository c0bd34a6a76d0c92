import { describe, expect, it } from "vitest";
import { explain } from "./explain";
import { explainInEnglish } from "./explain-in-english";
import { defaultFenceRules } from "./fence-rules";
import type { Evidence, FenceExplanation, FenceRuleName } from "./types";
import { fenceRuleNames } from "./types";

function fix(at: number, distanceMeters: number, rest: Partial<Evidence> = {}): Evidence {
  return {
    fixId: `fix-${at}`,
    at: at * 1000,
    point: { lat: 0, lng: 0 },
    distanceMeters,
    edgeMeters: distanceMeters - 100,
    accuracyMeters: rest.reportedAccuracyMeters ?? 0,
    reportedAccuracyMeters: null,
    speedMps: null,
    ...rest,
  };
}

function because(rule: FenceRuleName, evidence: Evidence[], radius: number | null = 100): FenceExplanation {
  return { rule, evidence, arrivalRadiusMeters: radius, departureMarginMeters: 30, rules: defaultFenceRules };
}

const near = fix(0, 41.2, { reportedAccuracyMeters: 12, speedMps: 0.5 });
const nearer = fix(26, 38.4, { reportedAccuracyMeters: 9 });
const fast = fix(0, 41.2, { reportedAccuracyMeters: 12, speedMps: 9 });

describe("one plain sentence behind every decision (GEO-11)", () => {
  it.each([
    [
      "arrived",
      because("two_fixes_inside", [near, nearer]),
      "Two fixes inside the 100 m fence, 26 s apart: 41 m ± 12 m at 2 km/h, then 38 m ± 9 m.",
    ],
    [
      "arrived",
      because("surely_inside", [near]),
      "One fix surely inside the 100 m fence: 41 m ± 12 m at 2 km/h.",
    ],
    ["arrived", because("surely_inside", [fix(0, 44.5)]), "One fix inside the 100 m fence: 45 m."],
    [
      "reopened",
      because("surely_inside", [nearer], null),
      "Back on site, the same visit goes on: one fix surely inside the area drawn for this site: 38 m ± 9 m.",
    ],
    [
      "arrived",
      because("slowed_down_inside", [fast, nearer]),
      "Drove into the 100 m fence at 32 km/h and slowed down: 41 m ± 12 m, then 38 m ± 9 m.",
    ],
    [
      "arrived",
      because("stayed_by_the_clock", [fast]),
      "Drove into the 100 m fence at 32 km/h (41 m ± 12 m) and was not seen leaving for 60 s.",
    ],
    [
      "departed",
      because("surely_outside", [fix(0, 156)]),
      "One fix outside the 100 m fence and its 30 m margin: 156 m.",
    ],
    [
      "departed",
      because("two_fixes_outside", [fix(0, 140, { reportedAccuracyMeters: 20 }), fix(840, 1520)]),
      "Two fixes outside the 100 m fence and its 30 m margin, 14 min apart: 140 m ± 20 m, then 1.5 km.",
    ],
    [
      "departed",
      because("moved_away_from_check_in", [fix(0, 3720, { reportedAccuracyMeters: 8 })]),
      "Moved away after a check-in by hand: now 3.7 km ± 8 m from the pin.",
    ],
    [
      "arrived",
      because("checked_in_by_hand", [fix(0, 3010, { reportedAccuracyMeters: 1746 })]),
      "Checked in by hand, 3 km ± 1,746 m from the pin.",
    ],
    ["arrived", because("checked_in_by_hand", []), "Checked in by hand, position unknown."],
    [
      "passed",
      {
        ...because("passed_through", [fix(0, 980), fix(420, 1043)]),
        passed: { between: [0, 0], insideMeters: 200, slackMs: 160_000 },
      },
      "Two fixes 7 min apart lie on either side of the 100 m fence, 980 m and 1 km away. The straight way between them crosses it, and driving it leaves about 3 min that nothing explains.",
    ],
    [
      "passed",
      {
        ...because("passed_through", [fix(420, 1043)], null),
        passed: { between: [0, 0], insideMeters: 200, slackMs: 60_000 },
      },
      "The straight way between two fixes crosses the area drawn for this site, and driving it leaves about 1 min that nothing explains.",
    ],
    ["departed", because("checked_out_by_hand", [nearer]), "Checked out by hand, 38 m ± 9 m from the pin."],
  ] as const)("%s", (kind, explanation, sentence) => {
    expect(explainInEnglish({ kind, explanation })).toBe(sentence);
  });

  it("names the job that was taken away", () => {
    const explanation = because("job_taken_away", []);
    const decision = { kind: "departed", explanation, reason: "job_reassigned" } as const;
    expect(explainInEnglish(decision, { jobNumber: 1021 })).toBe(
      "Job #1021 was given to somebody else during the visit.",
    );
  });

  it("has words for every rule", () => {
    for (const rule of fenceRuleNames) {
      const decision = { kind: "arrived", explanation: because(rule, [near, nearer]) } as const;
      expect(explainInEnglish(decision)).toMatch(/^[A-Z][^{}]*\.$/);
      expect(explain(decision).id).toBe(rule);
    }
  });
});
