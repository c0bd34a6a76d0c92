import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import { passedThrough, type SegmentEnd } from "./passed-through";
import { siteProfile } from "./site-profile";

const center = { lat: 6.5, lng: 3.4 };
const circle = siteProfile({
  center,
  arrivalRadiusMeters: 100,
  approachRadiusMeters: 500,
  departureRadiusMeters: null,
  polygon: null,
});
const square = siteProfile({
  center,
  arrivalRadiusMeters: 100,
  approachRadiusMeters: 500,
  departureRadiusMeters: null,
  polygon: [45, 135, 225, 315].map((bearing) => destinationPoint(center, bearing, 141.4)),
});
const START = Date.UTC(2026, 2, 2, 8);

/** A fix so many metres east and north of the pin, so many seconds after the start. */
function end(seconds: number, east: number, north: number, more: Partial<SegmentEnd> = {}): SegmentEnd {
  const point = destinationPoint(center, (Math.atan2(east, north) * 180) / Math.PI, Math.hypot(east, north));
  return { at: START + seconds * 1000, point, accuracyMeters: 8, speedMps: 10, ...more };
}

describe.each([
  ["circle", circle],
  ["polygon", square],
])("a way across a %s", (_, profile) => {
  it.each([
    ["with time for a stop", end(0, -1000, 0), end(420, 1000, 0), true],
    ["driven through all the time", end(0, -1000, 0), end(260, 1000, 0), false],
    ["driven fast, with 59 s left", end(0, -1000, 0), end(319, 1000, 0), false],
    ["that lasts longer than 10 minutes", end(0, -1000, 0), end(601, 1000, 0), false],
    ["that passes beside it", end(0, -1000, 300), end(420, 1000, 300), false],
    ["that only clips its edge", end(0, -1000, 99), end(420, 1000, 99, { accuracyMeters: 300 }), false],
    ["that ends inside", end(0, -1000, 0), end(420, 20, 0), false],
    ["that begins inside", end(0, 20, 0), end(420, 1000, 0), false],
    ["that ends before it", end(0, -1000, 0), end(420, -200, 0), false],
    [
      "between fixes too coarse",
      end(0, -1000, 0, { accuracyMeters: 150 }),
      end(420, 1000, 0, { accuracyMeters: 150 }),
      false,
    ],
    [
      "between fixes that stood",
      end(0, -1000, 0, { speedMps: 0 }),
      end(420, 1000, 0, { speedMps: null }),
      true,
    ],
    [
      "between fixes that stood, without the time",
      end(0, -1000, 0, { speedMps: 0 }),
      end(380, 1000, 0, { speedMps: null }),
      false,
    ],
  ])("%s", (_name, from, to, asked) => {
    expect(passedThrough(from, to, profile) !== null).toBe(asked);
  });

  it("says between which moments the stop lies, and how much of the way is inside", () => {
    const passed = passedThrough(end(0, -1000, 0), end(420, 1000, 0), profile);
    // 2 km by road at 10 m/s are 260 s: 45 % of them to the edge, and as much from the other edge on.
    expect(passed?.between.map((at) => Math.round((at - START) / 1000))).toEqual([117, 303]);
    expect(passed?.insideMeters).toBeCloseTo(200, -1);
    expect(passed?.slackMs).toBeCloseTo(160_000, -4);
  });
});

const place = fc.record({
  east: fc.integer({ min: -2000, max: 2000 }),
  north: fc.integer({ min: -2000, max: 2000 }),
  speedMps: fc.option(fc.double({ min: 0, max: 40, noNaN: true }), { nil: null }),
});

describe("whatever two fixes say", () => {
  it("the stop lies between them, and is at least 60 s long", () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: 0, max: 700 }), fc.boolean(), (a, b, seconds, drawn) => {
        const [from, to] = [end(0, a.east, a.north, a), end(seconds, b.east, b.north, b)];
        const passed = passedThrough(from, to, drawn ? square : circle);
        if (passed === null) return;
        const [came, left] = passed.between;
        expect(came).toBeGreaterThanOrEqual(from.at);
        expect(left).toBeLessThanOrEqual(to.at);
        expect(left - came).toBeGreaterThanOrEqual(60_000 - 1);
      }),
    );
  });

  it("the way back is asked about like the way there", () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: 0, max: 700 }), fc.boolean(), (a, b, seconds, drawn) => {
        const profile = drawn ? square : circle;
        const there = passedThrough(end(0, a.east, a.north, a), end(seconds, b.east, b.north, b), profile);
        const back = passedThrough(end(0, b.east, b.north, b), end(seconds, a.east, a.north, a), profile);
        expect(back === null).toBe(there === null);
      }),
    );
  });
});
