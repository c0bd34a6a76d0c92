import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, hourRuns, portions } from "./hour-runs";

const h = (hour: number) => hour * HOUR_MS;

describe("hours in a row", () => {
  it("are one stretch, cut to the span", () => {
    expect(hourRuns([h(1), h(2), h(5)], { from: h(1) + 5, until: h(6) })).toEqual([
      { from: h(1) + 5, until: h(3) },
      { from: h(5), until: h(6) },
    ]);
    expect(hourRuns([h(1)], { from: h(2), until: h(3) })).toEqual([]);
    expect(hourRuns([], { from: 0, until: h(3) })).toEqual([]);
  });

  it("come in portions that are not too long, and none of their time is lost or doubled", () => {
    const hours = fc
      .uniqueArray(fc.integer({ min: 0, max: 200 }))
      .map((list) => list.sort((a, b) => a - b).map(h));
    fc.assert(
      fc.property(hours, fc.integer({ min: 1, max: 30 }), (list, most) => {
        const runs = hourRuns(list, { from: 0, until: h(1000) });
        const parts = portions(runs, h(most));
        const length = (some: readonly { from: number; until: number }[]) =>
          some.reduce((sum, { from, until }) => sum + until - from, 0);
        for (const part of parts) expect(length(part)).toBeLessThanOrEqual(h(most));
        expect(length(parts.flat())).toBe(h(list.length));
        for (const [index, piece] of parts.flat().entries()) {
          expect(piece.from).toBeGreaterThanOrEqual(parts.flat()[index - 1]?.until ?? 0);
        }
      }),
    );
  });
});
