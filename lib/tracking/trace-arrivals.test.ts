import { describe, expect, it } from "vitest";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { type Delivery, deliver } from "@/tests/support/delivered-day";
import { batchLimit, inBatches, live, repeated, withOutages } from "@/tests/support/deliveries";
import { seededRandom, shuffled } from "@/tests/support/fixes";
import {
  foldedTrips,
  foldedVisits,
  type RecordedDay,
  recordedDay,
  secondsOnSite,
  stayOf,
} from "@/tests/support/moved-trace";
import { loadTraces, tracesMissing } from "@/tests/support/traces";

const traces = loadTraces();
if (traces === null) process.stdout.write(`${tracesMissing}\n`);
const days = (traces ?? []).map(recordedDay);

type Way = (day: RecordedDay, random: () => number) => Delivery[];

const ways: Record<string, Way> = {
  "live, in the order in which the phone wrote them": ({ fixes }) =>
    fixes.map((fix) => ({ now: Math.max(fix.at, fix.receivedAt), fixes: [fix] })),
  "one by one, each 90 s late, while the clock goes on": ({ fixes }) => live(fixes, 90_000),
  "as one backlog": ({ fixes, until }) => [{ now: until, fixes }],
  "as one backlog, shuffled, each 1 to 5 times": ({ fixes, until }, random) => [
    { now: until, fixes: shuffled(repeated(fixes, random), random) },
  ],
  "shuffled, each 1 to 5 times, in random batches": (day, random) =>
    inBatches(shuffled(repeated(day.fixes, random), random), 3 * batchLimit(day.fixes), day.until, random),
  "newest first, in random batches": (day, random) =>
    inBatches(day.fixes.toReversed(), batchLimit(day.fixes), day.until, random),
  "in minutes of signal and silence, gathered batches in any order": ({ fixes }, random) =>
    withOutages(fixes, random),
};

describe.skipIf(traces === null)(
  "visits and trips of real phones do not depend on how fixes arrive (LOC-8, LOC-9)",
  () => {
    describe.each(days)("$name", (day) => {
      const expected = foldedVisits(day).map(stayOf);
      const expectedTrips = foldedTrips(day);

      it("has visits, and more fences that it only passes", () => {
        expect(expected.length).toBeGreaterThan(0);
        expect(day.jobs.length).toBeGreaterThan(5);
      });

      it.each(Object.entries(ways))("%s", (_name, way) => {
        for (const seed of [1, 2]) {
          const { visits, trips } = deliver(way(day, seededRandom(seed)), day.jobs, rules, day.until);
          const stays = visits.map(({ id: _, ...stay }) => stay);
          expect(stays).toEqual(expected);
          expect(trips).toEqual(expectedTrips);
          expect(secondsOnSite(stays, day.until)).toEqual(secondsOnSite(expected, day.until));
        }
      });
    });
  },
);
