import { describe, expect, it } from "vitest";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { daySites, wanderingDay } from "@/tests/support/day";
import { deliver } from "@/tests/support/delivered-day";
import { inBatches, repeated, withOutages } from "@/tests/support/deliveries";
import { apiFix, eastOfSite, openJob, seconds, seededRandom, shuffled } from "@/tests/support/fixes";
import { foldedVisits, stayOf } from "@/tests/support/moved-trace";
import { foldBatch } from "./fold-batch";
import { advanceClock, applyHandInput, initialTrackState } from "./process-fix";
import type { TrackState } from "./types";

/** `[second after 8:00, metres east, speed]`: a full hour lies at 0. */
type Step = readonly [second: number, meters: number, speedMps?: number];
const jobs = [openJob("job")];
const fixOf = ([second, meters, speedMps = 0]: Step) =>
  apiFix(seconds(second), eastOfSite(meters), { speedMps });

function batchOf(steps: readonly Step[], state: TrackState = initialTrackState) {
  return foldBatch(
    {
      state,
      rules,
      candidates: jobs,
    },
    steps.map((step) => ({ fix: fixOf(step), clientId: null, jobId: null })),
  );
}

const checkpointsOf = (...steps: Step[]) =>
  batchOf(steps).checkpoints.map(({ at }) => (at - seconds(0)) / 1000);

/** One by one in the order given, all of it heard ten minutes later. */
function visitsOf(...steps: Step[]) {
  const now = seconds(1200);
  const deliveries = steps.map((step) => ({ now, fixes: [fixOf(step)] }));
  return deliver(deliveries, jobs, rules, now).visits.map(({ arrivedAt, departedAt }) =>
    [arrivedAt, departedAt].map((at) => (at === null ? null : (at - seconds(0)) / 1000)),
  );
}

describe("states that a later rebuild may start from (LOC-8)", () => {
  it("are kept before the first fix ever and the first of each hour", () => {
    expect(checkpointsOf([-100, 900], [-50, 900], [10, 900], [20, 900], [3700, 900])).toEqual([
      -100, 10, 3700,
    ]);
  });

  it.each<[string, Step[], number[]]>([
    [
      "a visit is open, that is no matter",
      [
        [-100, 900],
        [-50, 10],
        [10, 10],
      ],
      [-100, 10],
    ],
    [
      "he may have come in",
      [
        [-100, 900],
        [-50, 10, 12],
        [5, 10, 12],
      ],
      [-100],
    ],
    [
      "he may come back within the cooldown",
      [
        [-100, 900],
        [-50, 10],
        [-20, 900],
        [10, 900],
      ],
      [-100],
    ],
    [
      "the cooldown is over",
      [
        [-500, 900],
        [-450, 10],
        [-400, 900],
        [10, 900],
      ],
      [-500, 10],
    ],
  ])("are kept only where nothing hangs in the balance: %s", (_name, steps, kept) => {
    expect(checkpointsOf(...steps)).toEqual(kept);
  });

  it("never hold what was decided ahead of the fix that follows", () => {
    const before = batchOf([
      [-100, 900],
      [-40, 10, 12],
    ]).state;
    const { state } = advanceClock(before, seconds(30), jobs, rules);
    expect(batchOf([[10, 900, 12]], state).checkpoints).toEqual([]);
    expect(batchOf([[30, 900, 12]], state).checkpoints).toHaveLength(1);
  });

  it("let a late fix take up a visit that had ended before the hour", () => {
    expect(visitsOf([-600, 900], [-540, 10], [-60, 900], [30, 900], [400, 900], [120, 10])).toEqual([
      [-540, 400],
    ]);
  });

  it("let a late fix undo an arrival dated before the hour", () => {
    expect(visitsOf([-600, 900], [-30, 10, 12], [5, 10, 12], [60, 900], [10, 400])).toEqual([]);
  });

  it("let a late fix move a departure dated before the hour", () => {
    const out: Step[] = [
      [-30, 150],
      [5, 150],
    ];
    const uncertain = out.map(([second, meters]) =>
      apiFix(seconds(second), eastOfSite(meters), { accuracyMeters: 60 }),
    );
    const now = seconds(1200);
    const fixes = [fixOf([-600, 900]), fixOf([-540, 10]), ...uncertain, fixOf([300, 900]), fixOf([100, 10])];
    const { visits } = deliver(
      fixes.map((fix) => ({ now, fixes: [fix] })),
      jobs,
      rules,
      now,
    );
    expect(visits.map((visit) => [visit.arrivedAt, visit.departedAt])).toEqual([
      [seconds(-540), seconds(300)],
    ]);
  });
});

describe("a fix that comes after something was decided that it might have changed (LOC-8)", () => {
  const fast = batchOf([
    [0, 900, 12],
    [5, 10, 12],
  ]).state;

  it("is overtaken by the clock: it moves the marker and no fence", () => {
    const { state, transitions } = advanceClock(fast, seconds(65), jobs, rules);
    expect(transitions).toHaveLength(1);
    const batch = batchOf(
      [
        [10, 400, 12],
        [20, 600, 12],
        [65, 900, 12],
      ],
      state,
    );
    expect(batch.fixes.map(({ result }) => result.overtaken)).toEqual([true, true, false]);
    expect(batch.fixes.map(({ result }) => result.verdict)).toEqual(["good", "good", "good"]);
    expect(batch.marker?.fix.at).toBe(seconds(65));
    expect(batch.state.decidedUntil).toBe(null);
    expect(batch.transitions.map(({ transition }) => transition.at)).toEqual([seconds(65)]);
  });

  it("is not overtaken when the clock has changed nothing", () => {
    const { state } = advanceClock(fast, seconds(64), jobs, rules);
    expect(batchOf([[10, 400, 12]], state).fixes[0]?.result.overtaken).toBe(false);
  });

  it.each([
    [29, true],
    [30, true],
    [31, false],
  ])("is overtaken by a check-out at second 30 when taken at second %i: %s", (second, overtaken) => {
    const inside = batchOf([
      [0, 900],
      [5, 10],
    ]).state;
    const hand = { jobId: "job", input: { kind: "check_out", at: seconds(30), evidence: null } } as const;
    const { state } = applyHandInput(inside, hand, jobs, rules);
    expect(batchOf([[second, 900]], state).fixes[0]?.result.overtaken).toBe(overtaken);
  });

  it("makes no visit of a drive past, however long the phone waited with it", () => {
    const late = (delay: number) =>
      deliver(
        (
          [
            [0, 900, 12],
            [5, 10, 12],
            [25, 300, 12],
            [60, 900, 12],
          ] as const
        ).map((step) => ({
          now: seconds(step[0] + delay),
          fixes: [fixOf(step)],
        })),
        jobs,
        rules,
        seconds(4000),
      );
    for (const delay of [0, 30, 41, 45, 90, 600, 1800]) expect(late(delay).visits).toEqual([]);
  });
});

describe("seven hours between three sites", () => {
  const sites = daySites.map((meters, index) => openJob(`job-${index}`, eastOfSite(meters)));
  it.each(Array.from({ length: 6 }, (_, index) => index + 1))(
    "come out the same however they are delivered, seed %i",
    (seed) => {
      const random = seededRandom(seed * 31);
      const end = seconds(7 * 3600);
      const until = end + 3_600_000;
      const fixes = wanderingDay(seed, seconds(-137 * seed), end).map(({ at, point, ...rest }) =>
        apiFix(at, point, rest),
      );
      const expected = foldedVisits({ name: "made up", fixes, jobs: sites, until }).map(stayOf);
      expect(expected.length).toBeGreaterThan(5);
      for (const deliveries of [
        withOutages(fixes, random),
        inBatches(shuffled(repeated(fixes, random), random), 90, until, random),
        inBatches(fixes.toReversed(), 30, until, random),
      ]) {
        const { visits } = deliver(deliveries, sites, rules, until);
        expect(visits.map(({ id: _, ...stay }) => stay)).toEqual(expected);
      }
    },
  );
});
