import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bearingDegrees } from "./bearing";
import { boundingBoxAround, boxContains } from "./bounding-box";
import { destinationPoint, wrapLongitude } from "./destination";
import { distanceMeters, surelyFartherThan } from "./distance";
import { isNullIsland, isOnEarth } from "./valid-point";

const anywhere = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const awayFromPoles = fc.record({
  lat: fc.double({ min: -89.9, max: 89.9, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe("distance", () => {
  it.each([
    ["one degree of latitude", { lat: 0, lng: 0 }, { lat: 1, lng: 0 }, 111_195],
    ["200 m in Lagos", { lat: 6.5244, lng: 3.3792 }, { lat: 6.5262, lng: 3.3792 }, 200],
    ["across 180°", { lat: 0, lng: 179.9 }, { lat: 0, lng: -179.9 }, 22_239],
    ["180 and -180 are one meridian", { lat: 10, lng: 180 }, { lat: 10, lng: -180 }, 0],
    ["across the north pole", { lat: 89.9, lng: 0 }, { lat: 89.9, lng: 180 }, 22_239],
    ["antipodes", { lat: 0, lng: 0 }, { lat: 0, lng: 180 }, 20_015_115],
    ["Lagos to Berlin", { lat: 6.5244, lng: 3.3792 }, { lat: 52.52, lng: 13.405 }, 5_190_000],
  ])("%s", (_name, a, b, meters) => {
    expect(Math.abs(distanceMeters(a, b) - meters)).toBeLessThan(Math.max(1, meters * 0.002));
  });

  it("is finite, symmetric and zero only for the same place, anywhere on earth", () => {
    fc.assert(
      fc.property(anywhere, anywhere, (a, b) => {
        const meters = distanceMeters(a, b);
        expect(Number.isFinite(meters)).toBe(true);
        expect(meters).toBeGreaterThanOrEqual(0);
        expect(Math.abs(meters - distanceMeters(b, a))).toBeLessThan(1e-6);
        expect(distanceMeters(a, a)).toBe(0);
      }),
    );
  });

  it("never calls a place farther than it is when judging by latitude alone", () => {
    fc.assert(
      fc.property(anywhere, anywhere, fc.double({ min: 0, max: 2e7, noNaN: true }), (a, b, meters) => {
        if (surelyFartherThan(a, b, meters)) expect(distanceMeters(a, b)).toBeGreaterThan(meters - 1e-3);
      }),
    );
  });
});

describe("bearing and destination", () => {
  it.each([
    ["north", { lat: 1, lng: 0 }, 0],
    ["east", { lat: 0, lng: 1 }, 90],
    ["south", { lat: -1, lng: 0 }, 180],
    ["west", { lat: 0, lng: -1 }, 270],
  ])("%s of the origin", (_name, to, degrees) => {
    expect(bearingDegrees({ lat: 0, lng: 0 }, to)).toBeCloseTo(degrees, 9);
  });

  it("goes east, not round the world, across 180°", () => {
    expect(bearingDegrees({ lat: 0, lng: 179.9 }, { lat: 0, lng: -179.9 })).toBeCloseTo(90, 9);
  });

  it("arrives where distance and bearing say, poles and 180° included", () => {
    const anyBearing = fc.double({ min: 0, max: 359.99, noNaN: true });
    fc.assert(
      fc.property(
        awayFromPoles,
        anyBearing,
        fc.double({ min: 1, max: 50_000, noNaN: true }),
        (from, bearing, meters) => {
          const to = destinationPoint(from, bearing, meters);
          expect(isOnEarth(to)).toBe(true);
          expect(Math.abs(distanceMeters(from, to) - meters)).toBeLessThan(0.01);
          const turn = Math.abs(bearingDegrees(from, to) - bearing);
          expect((Math.min(turn, 360 - turn) * Math.PI * meters) / 180).toBeLessThan(0.1);
        },
      ),
    );
  });

  it("keeps bearings in [0, 360) and longitudes in [-180, 180)", () => {
    fc.assert(
      fc.property(anywhere, anywhere, fc.double({ min: -1e4, max: 1e4, noNaN: true }), (a, b, lng) => {
        const bearing = bearingDegrees(a, b);
        expect(bearing >= 0 && bearing < 360).toBe(true);
        const wrapped = wrapLongitude(lng);
        expect(wrapped >= -180 && wrapped < 180).toBe(true);
      }),
    );
  });
});

describe("bounding box", () => {
  it("holds every place within the radius, poles and 180° included", () => {
    fc.assert(
      fc.property(
        anywhere,
        fc.double({ min: 1, max: 100_000, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (center, radius, bearing, share) => {
          const point = destinationPoint(center, bearing, radius * share);
          if (distanceMeters(center, point) > radius) return;
          expect(boxContains(boundingBoxAround(center, radius), point)).toBe(true);
        },
      ),
    );
  });

  it("leaves out what is clearly outside, on both sides of 180°", () => {
    const box = boundingBoxAround({ lat: 0, lng: 179.99 }, 5_000);
    expect(box.west).toBeGreaterThan(box.east);
    expect(boxContains(box, { lat: 0, lng: -179.98 })).toBe(true);
    expect(boxContains(box, { lat: 0, lng: -179.9 })).toBe(false);
    expect(boxContains(box, { lat: 0, lng: 0 })).toBe(false);
  });
});

describe("valid points", () => {
  it.each([
    [{ lat: 91, lng: 0 }, false],
    [{ lat: 122.08, lng: 37.4 }, false],
    [{ lat: 0, lng: 180.1 }, false],
    [{ lat: Number.NaN, lng: 0 }, false],
    [{ lat: 0, lng: Number.POSITIVE_INFINITY }, false],
    [{ lat: -90, lng: 180 }, true],
  ])("%o on earth: %s", (point, valid) => {
    expect(isOnEarth(point)).toBe(valid);
  });

  it("takes 0°, 0° for no position unless an accuracy comes with it", () => {
    expect(isNullIsland({ lat: 0, lng: 0 }, null)).toBe(true);
    expect(isNullIsland({ lat: 0, lng: 0 }, 0)).toBe(true);
    expect(isNullIsland({ lat: 0, lng: 0 }, 12)).toBe(false);
    expect(isNullIsland({ lat: 0, lng: 0.1 }, null)).toBe(false);
  });
});
