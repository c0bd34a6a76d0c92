import { describe, expect, it } from "vitest";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { BookedPassed } from "@/tests/support/booked-passed";
import { daySites, wanderingDay } from "@/tests/support/day";
import { deliver, type Pressed } from "@/tests/support/delivered-day";
import { inBatches, live, repeated, withOutages } from "@/tests/support/deliveries";
import { apiFix, eastOfSite, openJob, seconds, seededRandom, shuffled } from "@/tests/support/fixes";
import { movedInTime, type RecordedDay, recordedDay, stayOf } from "@/tests/support/moved-trace";
import { loadTraces, tracesMissing } from "@/tests/support/traces";
import { type FoldedDay, foldDay } from "./fold-day";
import { initialTrackState } from "./process-fix";
import type { Fix, HandInput } from "./types";

const traces = loadTraces();
if (traces === null) process.stdout.write(`${tracesMissing}\n`);

/** What is left of fixes when a phone sends one now and then, 1 to 8 min apart. */
function sparse(fixes: readonly Fix[], seed: number): Fix[] {
  const random = seededRandom(seed);
  let next = 0;
  return fixes
    .toSorted((a, b) => a.at - b.at)
    .filter(({ at }) => {
      if (at < next) return false;
      next = at + (1 + random() * 7) * 60_000;
      return true;
    });
}

function inFull(
  { fixes, jobs: candidates, until }: RecordedDay,
  handInputs: readonly HandInput[],
): FoldedDay {
  return foldDay({ startState: initialTrackState, fixes, handInputs, candidates, rules, until });
}

function passedOf({ transitions }: FoldedDay): BookedPassed["all"] {
  const passed = new BookedPassed();
  passed.settle(transitions);
  return passed.all;
}

const inOneFold = (day: RecordedDay) => passedOf(inFull(day, []));

function ways({ fixes, until }: RecordedDay, seed: number) {
  const random = seededRandom(seed);
  return [
    live(fixes),
    live(fixes, 90_000),
    withOutages(fixes, random),
    inBatches(shuffled(repeated(fixes, random), random), 20, until, random),
    inBatches(fixes.toReversed(), 7, until, random),
    inBatches(fixes, 1000, until, random),
  ];
}

const sites = daySites.map((meters, index) => openJob(`job-${index}`, eastOfSite(meters)));

function madeUp(seed: number): RecordedDay {
  const end = seconds(24 * 3600);
  const fixes = wanderingDay(seed, seconds(-137 * seed), end).map(({ at, point, ...rest }) =>
    apiFix(at, point, rest),
  );
  return { name: "made up", fixes: sparse(fixes, seed), jobs: sites, until: end + 3_600_000 };
}

describe("drive-pasts that people are asked about (GEO-3, LOC-8)", () => {
  it.each([1, 2, 3, 4, 5, 6])("are the same however the fixes of a day were delivered, seed %i", (seed) => {
    const day = madeUp(seed);
    const expected = inOneFold(day);
    expect(expected.length).toBeGreaterThan(2);
    for (const deliveries of ways(day, seed * 31))
      expect(deliver(deliveries, day.jobs, rules, day.until).passed).toEqual(expected);
  });

  it("are withdrawn when a fix that comes late shows a visit or that he drove on, and asked anew where it shows nothing", () => {
    const fixes = [
      [0, -1000],
      [420, 1000],
    ] as const;
    const fix = (at: number, east: number, speedMps = 10) =>
      apiFix(seconds(at), eastOfSite(east), { accuracyMeters: 8, speedMps });
    const withLate = (late: Fix) =>
      deliver(
        [...fixes.map(([at, east]) => fix(at, east)), late].map((one, n) => ({
          now: seconds(500 + n),
          fixes: [one],
        })),
        [openJob("site")],
        rules,
        seconds(600),
      );
    const [asked] = inOneFold({
      name: "",
      fixes: fixes.map(([at, east]) => fix(at, east)),
      jobs: [openJob("site")],
      until: seconds(600),
    });
    expect(asked).toMatch(/^site/);
    expect(withLate(fix(210, 0, 0))).toMatchObject({ passed: [], visits: [{ arrivedAt: seconds(210) }] });
    expect(withLate(fix(100, 400))).toMatchObject({ passed: [], visits: [] });
    const anew = withLate(fix(60, -800));
    expect(anew.passed).toHaveLength(1);
    expect(anew.passed).not.toEqual([asked]);
  });
});

describe("what people said of drive-pasts and departures (GEO-2, GEO-3, LOC-8)", () => {
  /** A departure taken back, and a drive-past confirmed, wherever a day has one; each reaches us some minutes later. */
  function answersTo(day: RecordedDay, seed: number): Pressed[] {
    const random = seededRandom(seed);
    const { transitions } = inFull(day, []);
    return transitions.flatMap(({ jobId, transition }): Pressed[] => {
      if (random() < 0.6) return [];
      const press = (input: HandInput["input"], now: number) => ({ now, hand: { jobId, input } });
      if (transition.kind === "departed") {
        const [, at] = transition.between;
        const until = at + Math.floor(random() * 600_000);
        return [press({ kind: "still_here", at, until }, until)];
      }
      if (transition.kind !== "passed") return [];
      const [came, left] = transition.passed.between;
      const now = transition.at + Math.floor(random() * 3_600_000);
      return [
        press({ kind: "check_in", at: came, evidence: null, after: transition.from.at }, now),
        press({ kind: "check_out", at: left, evidence: null, after: came }, now),
      ];
    });
  }

  it.each([1, 2, 3, 4, 5, 6])("hold the same however the fixes were delivered, seed %i", (seed) => {
    const day = madeUp(seed);
    const pressed = answersTo(day, seed);
    expect(new Set(pressed.map(({ hand }) => hand.input.kind)).size).toBe(3);
    const folded = inFull(
      day,
      pressed.map(({ hand }) => hand),
    );
    const expected = folded.visits.map(stayOf);
    for (const deliveries of ways(day, seed * 17)) {
      const { visits, passed } = deliver(deliveries, day.jobs, rules, day.until, pressed);
      expect(visits.map(({ id: _, ...stay }) => stay)).toEqual(expected);
      expect(passed).toEqual(passedOf(folded));
    }
  });
});

describe.skipIf(traces === null)("drive-pasts of real phones that send now and then", () => {
  const days = (traces ?? []).map((trace) => {
    const day = recordedDay(trace);
    return { ...day, fixes: sparse(day.fixes, 5) };
  });

  it("are there to be tested", () => {
    expect(days.flatMap(inOneFold).length).toBeGreaterThan(5);
  });

  it.each(days)("are the same however they were delivered and whenever it was: $name", (day) => {
    const expected = inOneFold(day);
    for (const deliveries of ways(day, 7))
      expect(deliver(deliveries, day.jobs, rules, day.until).passed).toEqual(expected);
    const shift = Date.UTC(2026, 9, 25) - day.until;
    const moved = inOneFold(movedInTime(day, shift)).map((one) =>
      one
        .split("/")
        .map((part, index) => (index === 0 ? part : String(Number(part) - shift)))
        .join("/"),
    );
    expect(moved.sort()).toEqual(expected);
  });
});
