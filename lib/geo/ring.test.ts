import { describe, expect, it } from "vitest";
import { boxOfRing, crossesItself, ringAreaSquareMeters } from "./ring";

const ring = (...corners: [number, number][]) => corners.map(([lng, lat]) => ({ lat, lng }));
const square = ring([0, 0], [1, 0], [1, 1], [0, 1]);

describe("a ring", () => {
  it.each([
    ["square", square],
    ["triangle", ring([0, 0], [2, 0], [1, 1])],
    ["arrow with a dent", ring([0, 0], [2, 1], [0, 2], [1, 1])],
    ["square with a corner on its edge", ring([0, 0], [1, 0], [2, 0], [2, 2], [0, 2])],
  ])("that is a %s does not cross itself, in either direction", (_what, corners) => {
    expect(crossesItself(corners)).toBe(false);
    expect(crossesItself(corners.toReversed())).toBe(false);
  });

  it.each([
    ["a bow tie", ring([0, 0], [1, 1], [1, 0], [0, 1])],
    ["a spike that comes back", ring([0, 0], [2, 0], [1, 0], [1, 1])],
    ["an edge that touches a corner", ring([0, 0], [2, 0], [2, 2], [1, 0], [0, 2])],
    ["a line", ring([0, 0], [1, 0], [2, 0])],
  ])("that is %s does", (_what, corners) => {
    expect(crossesItself(corners)).toBe(true);
    expect(crossesItself(corners.toReversed())).toBe(true);
  });

  it("has a box, and an area to a percent", () => {
    expect(boxOfRing(square)).toEqual({ south: 0, west: 0, north: 1, east: 1 });
    expect(ringAreaSquareMeters(ring([0, 0], [0.1, 0], [0.1, 0.1], [0, 0.1]))).toBeCloseTo(11_119.5 ** 2, -6);
    expect(ringAreaSquareMeters([])).toBe(0);
  });
});
