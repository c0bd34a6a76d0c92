import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { destinationPoint } from "./destination";
import { signedDistanceToRing } from "./polygon";
import type { LatLng } from "./types";

function corner(center: LatLng, east: number, north: number): LatLng {
  const meters = Math.hypot(east, north);
  return meters === 0 ? center : destinationPoint(center, (Math.atan2(east, north) * 180) / Math.PI, meters);
}

function ringAt(center: LatLng, corners: readonly (readonly [number, number])[]): LatLng[] {
  return corners.map(([east, north]) => corner(center, east, north));
}

const square = [
  [-100, -100],
  [100, -100],
  [100, 100],
  [-100, 100],
] as const;
/** A yard in the shape of a U, open to the north. */
const yard = [
  [-100, -100],
  [100, -100],
  [100, 100],
  [60, 100],
  [60, -60],
  [-60, -60],
  [-60, 100],
  [-100, 100],
] as const;

const places: readonly [string, LatLng][] = [
  ["in Lagos", { lat: 6.5244, lng: 3.3792 }],
  ["on 180°", { lat: -16.8, lng: 180 }],
  ["just east of 180°", { lat: 65, lng: -179.9995 }],
  ["at 89.9° north", { lat: 89.9, lng: 20 }],
  ["at 89.9° south", { lat: -89.9, lng: -170 }],
  ["on the pole", { lat: 90, lng: 0 }],
];

describe.each(places)("a polygon %s", (_name, center) => {
  it.each([
    ["centre", 0, 0, -100],
    ["near the east edge", 90, 0, -10],
    ["outside the east edge", 130, 0, 30],
    ["outside a corner", 130, 140, 50],
    ["far west", -5000, 0, 4900],
  ])("measures a square from its %s", (_where, east, north, meters) => {
    expect(signedDistanceToRing(center, ringAt(center, square), corner(center, east, north))).toBeCloseTo(
      meters,
      1,
    );
  });

  it("knows the open side of a U-shaped yard from its arms", () => {
    const ring = ringAt(center, yard);
    expect(signedDistanceToRing(center, ring, corner(center, 0, 0))).toBeCloseTo(60, 1);
    expect(signedDistanceToRing(center, ring, corner(center, 80, 0))).toBeCloseTo(-20, 1);
  });

  it("does not care where the ring starts, which way it goes, or whether it is closed", () => {
    const ring = ringAt(center, yard);
    const [first, ...rest] = ring;
    const variants = [ring.toReversed(), first ? [...rest, first] : [], first ? [...ring, first] : []];
    const spread = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(spread, spread, (east, north) => {
        const point = corner(center, east + 0.3, north + 0.3);
        const expected = signedDistanceToRing(center, ring, point);
        for (const variant of variants) {
          expect(signedDistanceToRing(center, variant, point)).toBeCloseTo(expected, 6);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("any polygon", () => {
  it("gives a finite distance for every place on earth", () => {
    const anywhere = fc.record({
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(anywhere, anywhere, (center, point) => {
        expect(Number.isFinite(signedDistanceToRing(center, ringAt(center, square), point))).toBe(true);
      }),
    );
  });

  it("survives corners that lie on one another", () => {
    const center = { lat: 6.5, lng: 3.4 };
    const ring = ringAt(center, square).flatMap((point) => [point, point]);
    expect(signedDistanceToRing(center, ring, center)).toBeCloseTo(-100, 1);
  });

  it("refuses a ring of fewer than three corners", () => {
    const center = { lat: 6.5, lng: 3.4 };
    expect(() => signedDistanceToRing(center, [center, center], center)).toThrow(RangeError);
  });
});
