import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, playbackRates } from "./advance";
import type { QuietSpan } from "./quiet-spans";

const span = (from: number, until: number): QuietSpan => ({ from, until, kind: "standing" });
const skips = [span(100, 200), span(200, 260), span(400, 500)];

describe("the clock of a playback", () => {
  it.each([
    ["goes at its rate", 0, 5, 10, [], 50],
    ["stops at the end", 900, 50, 10, [], 1000],
    ["leaves out what is skipped", 90, 2, 10, skips, 270],
    ["waits for nothing at the edge of a skip", 90, 1, 10, skips, 100],
    ["leaves a skip it was put into", 450, 1, 1, skips, 501],
    ["takes several skips in one step", 0, 5, 60, skips, 560],
  ] as const)("%s", (_, at, elapsed, rate, leftOut, shown) => {
    expect(advance(at, elapsed, { rate, skips: leftOut, until: 1000 })).toBe(shown);
  });

  it("shows the same whatever the length of its steps, and never runs backwards", () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(...playbackRates),
        (edges, at, first, second, rate) => {
          const sorted = [...new Set(edges)].sort((a, b) => a - b);
          const all = sorted.flatMap((from, i) => {
            const until = sorted[i + 1];
            return i % 2 === 0 && until !== undefined ? [span(from, until)] : [];
          });
          const pace = { rate, skips: all, until: 6_000 };
          const half = advance(at, first, pace);
          expect(half).toBeGreaterThanOrEqual(at);
          expect(advance(half, second, pace)).toBe(advance(at, first + second, pace));
        },
      ),
    );
  });
});
