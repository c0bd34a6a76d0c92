import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LABEL_HEIGHT, type LabelWish, placeLabels } from "./label-slots";

const wish = (x: number, y: number, forced = false): LabelWish => ({
  text: `${x}:${y}`,
  at: { x, y },
  reach: 16,
  width: 60,
  forced,
});

describe("labels", () => {
  it("never cover each other unless they must be shown", () => {
    const spots = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(spots, (all) => {
        const placed = placeLabels(
          all.map(([x, y]) => wish(x, y)),
          [],
        );
        for (const [i, a] of placed.entries()) {
          for (const b of placed.slice(i + 1)) {
            expect(Math.abs(a.x - b.x) >= 60 || Math.abs(a.y - b.y) >= LABEL_HEIGHT).toBe(true);
          }
        }
      }),
    );
  });

  it("stand below their marker, and step aside for a neighbour", () => {
    expect(placeLabels([wish(100, 100)], [])[0]).toMatchObject({ x: 100, y: 126 });
    const neighbour = { x: 100, y: 130, reach: 16 };
    expect(placeLabels([wish(100, 100)], [neighbour])[0]).toMatchObject({ x: 100, y: 74 });
  });

  it("leave pins readable where they can, and cover one rather than stay away", () => {
    const below = { x: 100, y: 126, reach: 15 };
    expect(placeLabels([wish(100, 100)], [], [below])[0]).toMatchObject({ x: 100, y: 74 });
    const all = [
      below,
      { x: 100, y: 74, reach: 15 },
      { x: 150, y: 100, reach: 15 },
      { x: 50, y: 100, reach: 15 },
    ];
    expect(placeLabels([wish(100, 100)], [], all)[0]).toMatchObject({ x: 100, y: 126 });
  });

  it("show the selected one even where there is no room", () => {
    const pile = [0, 20, -20, 80, -80].flatMap((dx) =>
      [-30, 0, 30].map((dy) => ({ x: 100 + dx, y: 100 + dy, reach: 20 })),
    );
    expect(placeLabels([wish(100, 100)], pile)).toEqual([]);
    expect(placeLabels([wish(100, 100, true)], pile)).toHaveLength(1);
  });
});
