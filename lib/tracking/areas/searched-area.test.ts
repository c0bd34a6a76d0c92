import { describe, expect, it } from "vitest";
import { eastOfSite } from "@/tests/support/fixes";
import { areaLimits, mostDays, searchedArea } from "./searched-area";

const ring = (...corners: [number, number][]) => ({ ring: corners.map(([lng, lat]) => ({ lat, lng })) });
const block = ring([3.37, 6.52], [3.38, 6.52], [3.38, 6.53], [3.37, 6.53]);

describe("an area to be searched", () => {
  it.each([
    ["crosses_itself", ring([3.37, 6.52], [3.38, 6.53], [3.38, 6.52], [3.37, 6.53])],
    ["crosses_180", ring([179.9, 1], [-179.9, 1], [-179.9, 1.1])],
    ["crosses_180", { circle: { center: { lat: 1, lng: 179.999 }, radiusMeters: 5000 } }],
    ["crosses_180", { circle: { center: { lat: 89.99, lng: 0 }, radiusMeters: 5000 } }],
    ["too_small", ring([3.37, 6.52], [3.37001, 6.52], [3.37001, 6.52001])],
    ["too_large", ring([3, 6], [4, 6], [4, 7], [3, 7])],
    ["too_large", { circle: { center: { lat: 6, lng: 3 }, radiusMeters: 50_001 } }],
  ] as const)("is refused as %s", (why, input) => {
    expect(searchedArea(input)).toBe(why);
  });

  it("has a box that holds whatever a fix of 150 m accuracy might place inside", () => {
    const circle = searchedArea({ circle: { center: eastOfSite(0), radiusMeters: 300 } });
    if (typeof circle === "string") throw new Error(circle);
    const east = eastOfSite(300 + 30 + 149);
    expect(circle.box.east).toBeGreaterThan(east.lng);
    expect(circle.box.west).toBeLessThan(2 * eastOfSite(0).lng - east.lng);
  });

  it("may be searched for the longer the smaller it is", () => {
    const small = searchedArea(block);
    if (typeof small === "string") throw new Error(small);
    expect(small.squareKilometers).toBeCloseTo(1.23, 1);
    expect(mostDays(small)).toBeGreaterThan(3650);
    expect(mostDays({ ...small, squareKilometers: 5000 })).toBe(areaLimits.squareKilometerDays / 5000);
  });
});
