import { describe, expect, it } from "vitest";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { deliver } from "@/tests/support/delivered-day";
import { withOutages } from "@/tests/support/deliveries";
import { seededRandom } from "@/tests/support/fixes";
import {
  foldedTrips,
  foldedVisits,
  longestVisit,
  movedInTime,
  type RecordedDay,
  recordedDay,
  secondsOnSite,
  stayMoved,
  stayOf,
  tripMoved,
  turned,
} from "@/tests/support/moved-trace";
import { loadTraces, tracesMissing } from "@/tests/support/traces";

const traces = loadTraces();
if (traces === null) process.stdout.write(`${tracesMissing}\n`);
const days = (traces ?? []).map(recordedDay);

/** Moments at which clocks change, and a midnight of the same places. */
const changes = [
  ["America/New_York, spring", "America/New_York", "2026-03-08T07:00:00Z"],
  ["America/New_York, autumn", "America/New_York", "2026-11-01T06:00:00Z"],
  ["Europe/Berlin, spring", "Europe/Berlin", "2026-03-29T01:00:00Z"],
  ["Europe/Berlin, autumn", "Europe/Berlin", "2026-10-25T01:00:00Z"],
  ["Australia/Lord_Howe, autumn", "Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe, spring", "Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
] as const;
const midnights = [
  "2026-06-10T04:00:00Z",
  "2026-06-09T22:00:00Z",
  "2026-06-10T13:30:00Z",
  "2026-12-31T24:00:00Z",
];

function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(
    at,
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** What a phone with bad signal makes of a day, and what the day is in order; both have to be `expected`. */
function bothWays(day: RecordedDay, seed: number) {
  const sent = deliver(withOutages(day.fixes, seededRandom(seed)), day.jobs, rules, day.until);
  return [
    { stays: foldedVisits(day).map(stayOf), trips: foldedTrips(day) },
    { stays: sent.visits.map(({ id: _, ...stay }) => stay), trips: sent.trips },
  ];
}

describe.skipIf(traces === null)(
  "visits and trips of real phones do not depend on when and where they are (LOC-8, LOC-9)",
  () => {
    it.each(changes)("%s: the clocks do change then", (_name, zone, moment) => {
      const at = Date.parse(moment);
      expect(offsetOf(zone, at - 1)).not.toBe(offsetOf(zone, at));
    });

    describe.each(days)("$name", (day) => {
      const stays = foldedVisits(day).map(stayOf);
      const trips = foldedTrips(day);
      const { jobId, arrivedAt, departedAt } = longestVisit(day);
      const middle = Math.floor((arrivedAt + (departedAt ?? day.until)) / 2);
      const moments = [
        ...changes.map(([name, , moment]) => [name, moment] as const),
        ...midnights.map((one) => [`midnight, ${one}`, one] as const),
      ];

      it.each(moments)("its longest visit lies across %s", (_name, moment) => {
        const shift = Date.parse(moment) - middle;
        const moved = movedInTime(day, shift);
        const expected = stays.map((stay) => stayMoved(stay, shift));
        for (const found of bothWays(moved, 3)) {
          expect(found.stays).toEqual(expected);
          expect(found.trips).toEqual(trips.map((trip) => tripMoved(trip, shift)));
          expect(secondsOnSite(found.stays, moved.until)).toEqual(secondsOnSite(stays, day.until));
        }
      });

      it("its longest visit lies across 180°", () => {
        const site = day.jobs.find((job) => job.jobId === jobId)?.profile.shape.center;
        const moved = turned(day, 180 - (site?.lng ?? 0));
        expect(new Set(moved.fixes.map(({ point }) => Math.sign(point.lng)))).toEqual(new Set([1, -1]));
        for (const found of bothWays(moved, 4)) {
          expect(found.stays).toEqual(stays);
          expect(found.trips.map(({ distanceMeters: _, ...trip }) => trip)).toEqual(
            trips.map(({ distanceMeters: _, ...trip }) => trip),
          );
          for (const [index, { distanceMeters }] of found.trips.entries())
            expect(distanceMeters).toBeCloseTo(trips[index]?.distanceMeters ?? Number.NaN, -1);
        }
      });
    });
  },
);
