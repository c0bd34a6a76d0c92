import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldDay } from "@/lib/tracking/fold-day";
import { initialTrackState } from "@/lib/tracking/process-fix";
import type { HandInput } from "@/lib/tracking/types";
import { apiFix, eastOfSite, openJob, seconds } from "@/tests/support/fixes";
import { defaultFenceRules } from "./fence-rules";

type Step = readonly [at: number, east: number, accuracy?: number];

function day(
  steps: readonly Step[],
  hands: readonly HandInput["input"][],
  cooldownMs = 300_000,
  until = 36_000,
) {
  return foldDay({
    startState: initialTrackState,
    fixes: steps.map(([at, east, accuracyMeters = 0]) =>
      apiFix(seconds(at), eastOfSite(east), { accuracyMeters }),
    ),
    handInputs: hands.map((input) => ({ jobId: "site", input })),
    candidates: [openJob("site")],
    rules: { ...defaultFenceRules, cooldownMs },
    until: seconds(until),
  });
}

const decided = (...of: Parameters<typeof day>) =>
  day(...of).transitions.map(({ transition: { kind, at } }) => `${kind}@${(at - seconds(0)) / 1000}`);

/** Says at `until` that the departure shown at `at` was none; seconds. */
const stillHere = (at: number, until: number) =>
  ({ kind: "still_here", at: seconds(at), until: seconds(until) }) as const;

describe("a departure that a person takes back (GEO-2)", () => {
  it.each<[string, Parameters<typeof day>, string[]]>([
    [
      "goes on as the same visit",
      [
        [
          [0, 0],
          [600, 200],
        ],
        [stillHere(600, 700)],
      ],
      ["arrived@0", "departed@600", "reopened@600"],
    ],
    [
      "holds against every fix up to when it was said",
      [
        [
          [0, 0],
          [600, 200],
          [630, 210],
          [690, 500],
        ],
        [stillHere(600, 700)],
      ],
      ["arrived@0", "departed@600", "reopened@600"],
    ],
    [
      "is seen out anew by a surely-out fix after it",
      [
        [
          [0, 0],
          [600, 200],
          [710, 200],
        ],
        [stillHere(600, 700)],
      ],
      ["arrived@0", "departed@600", "reopened@600", "departed@710"],
    ],
    [
      "needs two uncertain fixes after it, not one before and one after",
      [
        [
          [0, 0],
          [600, 200],
          [690, 140, 30],
          [720, 140, 30],
          [760, 140, 30],
        ],
        [stillHere(600, 700)],
      ],
      ["arrived@0", "departed@600", "reopened@600", "departed@720"],
    ],
    [
      "is taken back although the cooldown is over or there is none",
      [
        [
          [0, 0],
          [600, 140, 30],
          [1200, 140, 30],
        ],
        [stillHere(1200, 1300)],
        0,
      ],
      ["arrived@0", "departed@600", "reopened@1200"],
    ],
    [
      "holds where late fixes move the departure behind it",
      [
        [
          [0, 0],
          [600, 10],
          [650, 200],
        ],
        [stillHere(600, 700)],
      ],
      ["arrived@0"],
    ],
    [
      "opens a visit by hand where late fixes show that he had left long before",
      [
        [
          [0, 0],
          [100, 500],
          [600, 600],
        ],
        [stillHere(600, 700)],
      ],
      ["arrived@0", "departed@100", "arrived@600"],
    ],
    [
      "ends by hand like every visit",
      [
        [
          [0, 0],
          [600, 200],
          [710, 0],
        ],
        [stillHere(600, 700), { kind: "check_out", at: seconds(650), evidence: null }],
      ],
      ["arrived@0", "departed@600", "reopened@600", "departed@650"],
    ],
  ])("%s", (_name, given, expected) => {
    expect(decided(...given)).toEqual(expected);
  });

  it("is one stay from its first arrival on", () => {
    const { visits, state } = day(
      [
        [0, 0],
        [600, 200],
        [630, 210],
      ],
      [stillHere(600, 700)],
    );
    expect(visits).toMatchObject([{ arrivedAt: seconds(0), departedAt: null }]);
    expect(state.fences.site).toMatchObject({ phase: "inside", visitArrivedAt: seconds(0) });
  });

  it("never leaves before the moment it was said, whatever fixes come", () => {
    const step = fc.tuple(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 60 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.integer({ min: 600, max: 1200 }), (steps, until) => {
        const { transitions } = day([[0, 0], ...steps], [stillHere(600, until)]);
        const between = transitions.filter(
          ({ transition: { kind, at } }) => kind === "departed" && at > seconds(600) && at <= seconds(until),
        );
        expect(between).toEqual([]);
      }),
    );
  });

  it("is the same from a checkpoint between the departure and what was said", () => {
    const steps: Step[] = [
      [0, 0],
      [600, 200],
      [650, 220],
      [720, 30],
      [900, 30],
      [1500, 300],
    ];
    const whole = day(steps, [stillHere(600, 700)]);
    const half = day(steps.slice(0, 3), [stillHere(600, 700)], 300_000, 650);
    const rest = foldDay({
      startState: JSON.parse(JSON.stringify(half.state)),
      fixes: steps.slice(3).map(([at, east]) => apiFix(seconds(at), eastOfSite(east), { accuracyMeters: 0 })),
      handInputs: [],
      candidates: [openJob("site")],
      rules: defaultFenceRules,
      until: seconds(36_000),
    });
    expect(rest.state.fences).toEqual(whole.state.fences);
    expect(half.transitions.length + rest.transitions.length).toBe(whole.transitions.length);
  });
});
