import { expect, it } from "vitest";
import { incoming } from "@/tests/support/day";
import { eastOfSite } from "@/tests/support/fixes";
import { LIVE_LIMIT } from "./backlog";
import { piecesOf } from "./pieces";

const T0 = Date.UTC(2026, 10, 27);

/** A fix so many seconds after T0. */
const at = (second: number) => incoming(T0 + second * 1000, eastOfSite(0));

it("what is not a backlog stays whole, however unordered", () => {
  expect(piecesOf([at(3), at(1), at(2)])).toEqual([[0, 1, 2]]);
  expect(piecesOf([])).toEqual([[]]);
});

it("a backlog becomes pieces of a like size, each of which is a backlog too, one after the other in time", () => {
  for (const count of [LIVE_LIMIT + 1, 100, 101, 149, 150, 199, 251, 333, 1000]) {
    const newestFirst = Array.from({ length: count }, (_, index) => at(count - index));
    const pieces = piecesOf(newestFirst);
    expect(pieces.flat().toSorted((a, b) => a - b)).toEqual(newestFirst.map((_, index) => index));
    for (const piece of pieces) {
      expect(piece.length).toBeGreaterThan(LIVE_LIMIT);
      expect(piece.length).toBeLessThan(150);
      expect(piece).toEqual(piece.toSorted((a, b) => a - b));
    }
    const times = pieces.map((piece) => piece.map((place) => newestFirst[place]?.fix.at ?? Number.NaN));
    for (const [index, later] of times.slice(1).entries())
      expect(Math.min(...later)).toBeGreaterThan(Math.max(...(times[index] ?? [])));
  }
});
