import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellCorners, cellOf } from "./cell";

const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

describe("cells", () => {
  it("fit two bytes everywhere on earth, the poles and 180° included", () => {
    expect(cellOf({ lat: 90, lng: 180 })).toEqual({ y: 9000, x: 18_000 });
    expect(cellOf({ lat: -90, lng: -180 })).toEqual({ y: -9000, x: -18_000 });
  });

  it("of a box hold the cell of every place in it", () => {
    fc.assert(
      fc.property(
        degrees(90),
        degrees(180),
        degrees(90),
        degrees(180),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lat1, lng1, lat2, lng2, share) => {
          const [south, north] = [Math.min(lat1, lat2), Math.max(lat1, lat2)];
          const [west, east] = [Math.min(lng1, lng2), Math.max(lng1, lng2)];
          const inside = {
            lat: Math.min(north, Math.max(south, south + share * (north - south))),
            lng: Math.min(east, Math.max(west, west + share * (east - west))),
          };
          const { from, to } = cellCorners({ south, west, north, east });
          const cell = cellOf(inside);
          expect(cell.y >= from.y && cell.y <= to.y && cell.x >= from.x && cell.x <= to.x).toBe(true);
        },
      ),
    );
  });
});
