import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Occupied, placesAlong } from "./label-placement";

describe("room for labels", () => {
  it("is given once, and again beside it", () => {
    const taken = new Occupied();
    expect(taken.claim({ x: 100, y: 100, angle: 0 }, 80, 12, 4)).toBe(true);
    expect(taken.claim({ x: 120, y: 104, angle: 0.4 }, 80, 12, 4)).toBe(false);
    expect(taken.claim({ x: 100, y: 140, angle: 0 }, 80, 12, 4)).toBe(true);
  });

  it("never lets two level labels overlap, wherever they are asked for", () => {
    const spot = fc.record({
      x: fc.integer({ min: -200, max: 900 }),
      y: fc.integer({ min: -200, max: 700 }),
      width: fc.integer({ min: 12, max: 160 }),
    });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 60 }), (spots) => {
        const taken = new Occupied();
        const placed = spots.filter(({ x, y, width }) => taken.claim({ x, y, angle: 0 }, width, 12, 3));
        for (const [i, a] of placed.entries()) {
          for (const b of placed.slice(i + 1)) {
            expect(Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < 12).toBe(false);
          }
        }
      }),
    );
  });
});

describe("names along a street", () => {
  const straight = Float64Array.from({ length: 42 }, (_, i) => (i % 2 === 0 ? (i / 2) * 50 : 300));

  it("stand at the same places of the street wherever the view is", () => {
    const moved = straight.map((value, i) => value + (i % 2 === 0 ? -137 : 52));
    const here = placesAlong(straight, 80, 300);
    const there = placesAlong(moved, 80, 300);
    expect(here.length).toBe(3);
    expect(there.map((p) => p.x + 137)).toEqual(here.map((p) => p.x));
  });

  it("are left out where the street is too short or too crooked for them", () => {
    expect(placesAlong(straight.slice(0, 4), 80, 300)).toEqual([]);
    const zigzag = Float64Array.from({ length: 42 }, (_, i) =>
      i % 2 === 0 ? (i / 2) * 20 : ((i - 1) % 4) * 15,
    );
    expect(placesAlong(zigzag, 80, 300)).toEqual([]);
  });

  it("read from left to right whichever way the street runs", () => {
    const points: [number, number][] = Array.from({ length: 21 }, (_, i) => [1000 - i * 50, 300 + i * 4]);
    for (const place of placesAlong(Float64Array.from(points.flat()), 80, 300)) {
      expect(Math.abs(place.angle)).toBeLessThanOrEqual(Math.PI / 2);
    }
  });
});
