import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitAir } from "./fit-air";

describe("the air round what the map shows", () => {
  it.each([
    ["a wide screen", 900, 56],
    ["a short window", 240, 30],
    ["hardly any room", 140, 10],
    ["no room at all", 0, 10],
  ])("%s", (_, free, air) => {
    expect(fitAir(free)).toBe(air);
  });

  it("never shrinks when there is more room, and never takes what the things need", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 500 }), (free, more) => {
        expect(fitAir(free + more)).toBeGreaterThanOrEqual(fitAir(free));
        if (free >= 200) expect(free - 2 * fitAir(free)).toBeGreaterThanOrEqual(180);
      }),
    );
  });
});
