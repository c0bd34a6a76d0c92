import { describe, expect, it } from "vitest";
import { foldDay } from "@/lib/tracking/fold-day";
import { initialTrackState } from "@/lib/tracking/process-fix";
import type { CandidateJob, Fix, HandInput } from "@/lib/tracking/types";
import { apiFix, eastOfSite, openJob, seconds } from "@/tests/support/fixes";
import { defaultFenceRules } from "./fence-rules";

/** `[second, metres east of the pin, accuracy, speed]`. */
type Step = readonly [at: number, east: number, accuracy?: number, speed?: number];

function fixOf([at, east, accuracyMeters = 8, speedMps = 10]: Step): Fix {
  return apiFix(seconds(at), eastOfSite(east), { accuracyMeters, speedMps });
}

function day(
  steps: readonly Step[],
  handInputs: readonly HandInput[] = [],
  jobs: CandidateJob[] = [openJob("site")],
) {
  return foldDay({
    startState: initialTrackState,
    fixes: steps.map(fixOf),
    handInputs,
    candidates: jobs,
    rules: defaultFenceRules,
    until: seconds(36_000),
  });
}

/** "kind@second" of all that was decided. */
function decided(steps: readonly Step[], ...rest: [HandInput[]?, CandidateJob[]?]): string[] {
  return day(steps, ...rest).transitions.map(
    ({ transition: { kind, at } }) => `${kind}@${(at - seconds(0)) / 1000}`,
  );
}

const past: readonly Step[] = [
  [0, -1000],
  [420, 1000],
];

describe("a way that passes a fence (GEO-3)", () => {
  it("is asked about once, with both moments between which the stop lies, and is no visit", () => {
    const { transitions, visits, state } = day(past);
    expect(visits).toEqual([]);
    expect(transitions).toMatchObject([
      {
        jobId: "site",
        transition: {
          kind: "passed",
          at: seconds(420),
          from: { at: seconds(0), distanceMeters: expect.closeTo(1000, 0) },
          explanation: { rule: "passed_through", evidence: [{ at: seconds(420) }] },
        },
      },
    ]);
    expect(state.fences).toEqual({});
  });

  it.each<[string, readonly Step[], string[]]>([
    [
      "driven through with a fix every 30 s",
      [-1000, -700, -400, 400, 700, 1000].map((east, n) => [n * 30, east] as const),
      [],
    ],
    [
      "with a fix inside",
      [
        [0, -1000],
        [200, 0, 8, 0],
        [420, 1000],
      ],
      ["arrived@200", "departed@420"],
    ],
    [
      "with a fast fix inside that is gone within 60 s",
      [
        [0, -1000],
        [200, 0, 8, 12],
        [230, 400],
        [420, 1000],
      ],
      [],
    ],
    [
      "begun in the band round the fence",
      [
        [0, -110],
        [420, 1000],
      ],
      [],
    ],
    [
      "ended in the band round the fence",
      [
        [0, -1000],
        [420, 110],
      ],
      [],
    ],
    [
      "longer than 10 min",
      [
        [0, -1000],
        [601, 1000],
      ],
      [],
    ],
    ["back within the cooldown", [...past, [720, -1000]], ["passed@420"]],
    [
      "back after the cooldown",
      [...past, [500, 1300], [800, 1000], [1220, -1000]],
      ["passed@420", "passed@1220"],
    ],
    [
      "right after a visit there",
      [
        [0, 0, 8, 0],
        [60, -400],
        [300, 400],
      ],
      ["arrived@0", "departed@60"],
    ],
    [
      "by a jump that is held",
      [
        [0, -1000],
        [30, -40_000],
        [420, 1000],
      ],
      ["passed@420"],
    ],
  ])("%s", (_name, steps, expected) => {
    expect(decided(steps)).toEqual(expected);
  });

  it("asks at every fence of the way, but not at one that was not his yet or lies beside it", () => {
    const jobs = [
      openJob("a", eastOfSite(-300)),
      openJob("b", eastOfSite(300)),
      openJob("later", eastOfSite(0), { opensAt: seconds(60) }),
      openJob("beside", { lat: 6.5344, lng: 3.3792 }),
    ];
    const { transitions } = day(past, [], jobs);
    expect(transitions.map(({ jobId, transition }) => `${jobId} ${transition.kind}`)).toEqual([
      "a passed",
      "b passed",
    ]);
  });

  it("remembers nothing of fences that are not passed, and of one that is until its cooldown is over", () => {
    expect(
      day([
        [0, 3000],
        [300, 3400],
      ]).state.fences,
    ).toEqual({});
    const fold = (until: number) =>
      foldDay({
        startState: initialTrackState,
        fixes: past.map(fixOf),
        handInputs: [],
        candidates: [openJob("site")],
        rules: defaultFenceRules,
        until: seconds(until),
      }).state.fences;
    expect(fold(720).site).toMatchObject({ lastPassedAt: seconds(420) });
    expect(fold(721)).toEqual({});
  });

  it("becomes a visit like one by hand when a person confirms it, between the moments that are known", () => {
    const [came, left, seen] = [seconds(117), seconds(303), seconds(0)];
    const confirmed: HandInput[] = [
      { jobId: "site", input: { kind: "check_in", at: came, evidence: null, after: seen } },
      { jobId: "site", input: { kind: "check_out", at: left, evidence: null, after: came } },
    ];
    expect(day(past, confirmed).visits).toMatchObject([
      {
        arrivedAt: came,
        arrivedBetween: [seen, came],
        departedAt: left,
        departedBetween: [came, left],
        openedBy: "confirmed",
        arrivedExplanation: { rule: "confirmed_by_hand" },
        departedExplanation: { rule: "confirmed_by_hand" },
      },
    ]);
    expect(decided(past, confirmed)).toEqual(["arrived@117", "departed@303"]);
  });
});
