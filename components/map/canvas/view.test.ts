import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distanceMeters } from "@/lib/geo/distance";
import { between, type MapView, pixelsPerMeter, toPixel, worldSpot, zoomEasing } from "./view";

const view: MapView = { scale: 2 ** 15, left: 4_000_000, top: 4_000_000, width: 800, height: 600 };
const place = fc.record({
  lat: fc.double({ min: -60, max: 60, noNaN: true }),
  lng: fc.double({ min: -170, max: 170, noNaN: true }),
});

describe("the view", () => {
  it("draws a fence as wide as it is on the ground, anywhere", () => {
    fc.assert(
      fc.property(place, (from) => {
        const to = { lat: from.lat, lng: from.lng + 0.001 };
        const a = toPixel(view, worldSpot(from));
        const b = toPixel(view, worldSpot(to));
        const meters = (b.x - a.x) / pixelsPerMeter(view, from.lat);
        expect(meters / distanceMeters(from, to)).toBeCloseTo(1, 2);
      }),
    );
  });

  it("moves every pixel on a straight line during a zoom, from where it was to where it will be", () => {
    const to: MapView = { ...view, scale: 2 ** 16, left: 8_000_300, top: 8_000_200 };
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 1, noNaN: true }), (at, part) => {
        const a = toPixel(view, worldSpot(at));
        const b = toPixel(to, worldSpot(at));
        const now = toPixel(between(view, to, part), worldSpot(at));
        expect(now.x).toBeCloseTo(a.x + (b.x - a.x) * part, 3);
        expect(now.y).toBeCloseTo(a.y + (b.y - a.y) * part, 3);
      }),
    );
  });

  it("eases from 0 to 1 without turning back", () => {
    const steps = Array.from({ length: 101 }, (_, i) => zoomEasing(i / 100));
    expect(steps[0]).toBe(0);
    expect(steps[100]).toBe(1);
    expect(steps.every((value, i) => i === 0 || value >= (steps[i - 1] ?? 0))).toBe(true);
  });
});
