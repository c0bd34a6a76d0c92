import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gather } from "./crowd";
import type { MapView } from "./view";

const view = (zoom: number, left = 0): MapView => ({
  scale: 2 ** zoom,
  left,
  top: 0,
  width: 800,
  height: 600,
});
const markers = fc.array(
  fc.record({ id: fc.integer(), x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) }),
  { maxLength: 300 },
);

describe("crowds", () => {
  it("show everybody exactly once, folded or not", () => {
    fc.assert(
      fc.property(markers, fc.double({ min: 3, max: 18, noNaN: true }), (all, zoom) => {
        const { single, crowds } = gather(all, view(zoom), (one) => one.id === 0);
        const shown = [...single, ...crowds.flatMap((crowd) => crowd.members)];
        expect(shown).toHaveLength(all.length);
        expect(new Set(shown)).toEqual(new Set(all));
        expect(crowds.every((crowd) => crowd.members.length > 3)).toBe(true);
        expect(crowds.flatMap((crowd) => crowd.members).some((one) => one.id === 0)).toBe(false);
      }),
    );
  });

  it("do not regroup when the map is panned", () => {
    const sizes = (all: readonly { x: number; y: number }[], left: number) =>
      gather(
        all.map((one) => ({ x: one.x - left, y: one.y })),
        view(11, left),
        () => false,
      )
        .crowds.map((crowd) => crowd.members.length)
        .sort();
    fc.assert(
      fc.property(markers, fc.integer({ min: -500, max: 500 }), (all, pan) => {
        expect(sizes(all, pan)).toEqual(sizes(all, 0));
      }),
    );
  });

  it("are gone when a street fills the screen", () => {
    const pile = Array.from({ length: 50 }, (_, id) => ({ id, x: 100, y: 100 }));
    expect(gather(pile, view(16), () => false).crowds).toEqual([]);
    expect(gather(pile, view(12), () => false).crowds).toHaveLength(1);
    const throng = Array.from({ length: 251 }, (_, id) => ({ id, x: 100, y: 100 }));
    expect(gather(throng, view(16), () => false).crowds).toHaveLength(1);
    expect(gather(throng, view(17), () => false).crowds).toEqual([]);
  });
});
