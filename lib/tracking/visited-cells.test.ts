import { describe, expect, it } from "vitest";
import { staysInSquare, visitedCells } from "./visited-cells";

const fix = (technicianId: string, at: number, lat: number, lng = 3.375) => ({
  tenantId: "t",
  technicianId,
  incoming: { fix: { at, point: { lat, lng } } },
});

describe("the squares of a batch", () => {
  it("are named once for each technician, hour and square, whatever the order of the fixes", () => {
    const hour = 3_600_000;
    const fixes = [
      fix("a", 5, 6.505),
      fix("a", 9, 6.509),
      fix("a", hour - 1, 6.511),
      fix("a", hour, 6.505),
      fix("b", 5, 6.505, -0.001),
    ];
    const cells = visitedCells(fixes);
    expect(cells).toEqual([
      { tenantId: "t", technicianId: "a", hour: 0, y: 650, x: 337 },
      { tenantId: "t", technicianId: "a", hour: 0, y: 651, x: 337 },
      { tenantId: "t", technicianId: "a", hour, y: 650, x: 337 },
      { tenantId: "t", technicianId: "b", hour: 0, y: 650, x: -1 },
    ]);
    expect(visitedCells(fixes.toReversed())).toEqual(cells);
  });
});

describe("a fix in the square of the one before it", () => {
  const hour = 3_600_000;
  const newest = { newestAt: hour - 2, newestPoint: { lat: 6.505, lng: -0.001 } };
  it.each([
    ["the same square and hour", newest, hour - 1, 6.509, -0.009, true],
    ["the next hour", newest, hour, 6.505, -0.001, false],
    ["the square to the north", newest, hour - 1, 6.511, -0.001, false],
    ["the square beyond the meridian", newest, hour - 1, 6.505, 0.001, false],
    ["no fix before", { newestAt: null, newestPoint: null }, hour - 1, 6.505, -0.001, false],
  ])("%s", (_, before, at, lat, lng, stays) => {
    expect(staysInSquare(before, { at, point: { lat, lng } })).toBe(stays);
  });
});
