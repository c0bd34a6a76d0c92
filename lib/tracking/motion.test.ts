import { describe, expect, it } from "vitest";
import { distanceMeters } from "@/lib/geo/distance";
import { eastOfSite, seconds, seededRandom } from "@/tests/support/fixes";
import { foldTrips } from "./fold-trips";
import { initialMotionState, letMotionRest, type MotionState, stepMotion, type TripStep } from "./motion";

/** `[second, metres east, speed m/s]` */
type Step = readonly [second: number, meters: number, speed?: number];
const MINUTE = 60;

function run(steps: readonly Step[], until?: number, accuracyMeters = 8) {
  let state: MotionState = initialMotionState;
  const told: TripStep[] = [];
  for (const [second, meters, speedMps = null] of steps) {
    const step = stepMotion(state, {
      at: seconds(second),
      point: eastOfSite(meters),
      accuracyMeters,
      speedMps,
    });
    state = step.state;
    told.push(...step.steps);
  }
  if (until !== undefined) {
    const rest = letMotionRest(state, seconds(until));
    state = rest.state;
    told.push(...rest.steps);
  }
  return { state, told, trips: foldTrips(initialMotionState, told) };
}

/** Trips as `start–end how far`, seconds and hundreds of metres; those that were none left out. */
const tripsOf = (steps: readonly Step[], until?: number, accuracyMeters?: number) =>
  run(steps, until, accuracyMeters)
    .trips.filter(({ end }) => end?.kind !== "cancelled")
    .map(({ startedAt, end }) => {
      const second = (at: number) => (at - seconds(0)) / 1000;
      return `${second(startedAt)}–${end ? `${second(end.endedAt)} ${Math.round(end.distanceMeters / 100)}` : ""}`;
    });

/** Stands for a time, then drives at a speed, a fix every ten seconds. */
const stand = (from: number, to: number, at = 0): Step[] =>
  Array.from({ length: Math.floor((to - from) / 10) }, (_, i) => [from + i * 10, at + (i % 3), 0]);
const drive = (from: number, to: number, start: number, mps = 15): Step[] =>
  Array.from({ length: Math.floor((to - from) / 10) }, (_, i) => [
    from + i * 10,
    start + (i + 1) * 10 * mps,
    mps,
  ]);

describe("a trip (LOC-9)", () => {
  it("begins at the last fix at the old place and ends at the first of the new", () => {
    const there = 60 * 10 * 15;
    expect(tripsOf([...stand(0, 600), ...drive(600, 1200, 0), ...stand(1200, 1800, there)])).toEqual([
      "590–1190 90",
    ]);
  });

  it.each<[string, readonly Step[], number | undefined, string[]]>([
    [
      "a jam of four minutes does not cut it",
      [
        ...stand(0, 100),
        ...drive(100, 400, 0),
        ...stand(400, 640, 4500),
        ...drive(640, 900, 4500),
        ...stand(900, 1300, 8400),
      ],
      undefined,
      ["90–890 84"],
    ],
    [
      "a stop of six minutes does",
      [
        ...stand(0, 100),
        ...drive(100, 400, 0),
        ...stand(400, 760, 4500),
        ...drive(760, 1000, 4500),
        ...stand(1000, 1400, 8100),
      ],
      undefined,
      ["90–390 45", "750–990 36"],
    ],
    ["none is made by standing all day", stand(0, 4000), undefined, []],
    [
      "none is made by one fix that strays",
      [...stand(0, 300), [310, 120], ...stand(320, 600)],
      undefined,
      [],
    ],
    [
      "two that agree make one",
      [...stand(0, 300), [310, 130], [340, 140], [400, 600], ...stand(410, 800, 600)],
      undefined,
      ["290–400 6"],
    ],
    [
      "a phone that stood and fell silent has arrived, by the clock",
      [...stand(0, 100), ...drive(100, 400, 0), [410, 4500, 0]],
      410 + 5 * MINUTE,
      ["90–390 45"],
    ],
    [
      "a phone that was driving and fell silent has not",
      [...stand(0, 100), ...drive(100, 400, 0)],
      390 + 29 * MINUTE,
      ["90–"],
    ],
    [
      "until half an hour has passed",
      [...stand(0, 100), ...drive(100, 400, 0)],
      390 + 30 * MINUTE,
      ["90–390 45"],
    ],
    [
      "a dead zone of ten minutes is part of it",
      [...stand(0, 100), ...drive(100, 200, 0), ...drive(800, 900, 10_500), ...stand(900, 1300, 12_000)],
      undefined,
      ["90–890 120"],
    ],
    [
      "after a night without a word nobody knows how he got there",
      [...stand(0, 100), ...stand(30_000, 30_400, 20_000)],
      undefined,
      [],
    ],
    [
      "a phone that only speaks again far away started there",
      [...stand(0, 100), ...drive(1000, 1300, 3000), ...stand(1300, 1700, 7500)],
      undefined,
      ["1000–1290 44"],
    ],
  ])("%s", (_name, steps, until, expected) => {
    expect(tripsOf(steps, until)).toEqual(expected);
  });

  it("that never got anywhere is told as cancelled", () => {
    const { told } = run([...stand(0, 100), [110, 250, 2], [150, 200, 2], [200, 60, 2], ...stand(210, 700)]);
    expect(told.map(({ kind }) => kind)).toEqual(["started", "cancelled"]);
  });

  it("says its speed: what the phone says where its way does not belie it", () => {
    const top = (speed: number) =>
      run([
        ...stand(0, 100),
        ...drive(100, 400, 0).map(([at, m]): Step => [at, m, speed]),
        ...stand(400, 800, 4500),
      ]).trips[0]?.end?.maxSpeedMps;
    expect(top(22)).toBe(22);
    expect(top(80)).toBeCloseTo(15, 0);
  });

  it("counts no jitter", () => {
    const jump = (i: number) => (i % 2 === 0 ? 0 : 12);
    const steps = Array.from({ length: 60 }, (_, i): Step => [i * 10, 5000 + jump(i)]);
    const { trips } = run([...stand(-400, -100), ...drive(-100, 0, 3500), ...steps]);
    expect(trips[0]?.end?.distanceMeters).toBeLessThan(5_100);
  });
});

describe("whatever somebody does", () => {
  const walk = (seed: number): Step[] => {
    const random = seededRandom(seed);
    const steps: Step[] = [];
    let second = 0;
    let meters = 0;
    while (steps.length < 400) {
      const speed = random() < 0.5 ? 0 : random() * 30;
      const fixes = 1 + Math.floor(random() * 40);
      for (let i = 0; i < fixes; i += 1) {
        const gap = random() < 0.05 ? random() * 4000 : 5 + random() * 30;
        second += Math.round(gap);
        meters += speed * gap * (random() < 0.3 ? -1 : 1);
        steps.push([second, meters + (random() - 0.5) * 20, random() < 0.5 ? speed : undefined]);
      }
    }
    return steps;
  };

  it.each(Array.from({ length: 60 }, (_, i) => i + 1))(
    "trips follow each other, end, and are no shorter than the straight line, seed %i",
    (seed) => {
      const steps = walk(seed);
      const { trips, told } = run(steps, (steps.at(-1)?.[0] ?? 0) + 3600);
      let free = Number.NEGATIVE_INFINITY;
      for (const { startedAt, from, end } of trips) {
        if (end === null) throw new Error("a trip never ended");
        expect(startedAt).toBeGreaterThanOrEqual(free);
        expect(end.endedAt).toBeGreaterThanOrEqual(startedAt);
        free = end.endedAt;
        // Half the accuracies, at both ends, may go uncounted.
        if (end.endedBy === "stopped")
          expect(end.distanceMeters).toBeGreaterThanOrEqual(distanceMeters(from, end.to) - 40);
        expect(end.maxSpeedMps).toBeGreaterThanOrEqual(0);
      }
      expect(told.filter(({ kind }) => kind === "started")).toHaveLength(trips.length);
    },
  );

  it("its state is small", () => {
    const sizes = walk(7).map((_, i, all) => JSON.stringify(run(all.slice(0, i)).state).length);
    expect(Math.max(...sizes)).toBeLessThan(700);
  });
});
