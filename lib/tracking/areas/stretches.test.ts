import { describe, expect, it } from "vitest";
import { DAY_MS } from "./few-days";
import { stretchesOf, unseenBeside } from "./stretches";

const ever = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
const technicianId = "t";

describe("stretches of a piece", () => {
  it("look for neighbours up to each other, and beyond them as far as the piece says", () => {
    const runs = [
      { from: 10, until: 20 },
      { from: 30, until: 40 },
    ];
    expect(stretchesOf({ technicianId, runs, context: { from: 1, until: 99 } })).toEqual([
      { technicianId, from: 10, until: 20, earliest: 1, latest: 30 },
      { technicianId, from: 30, until: 40, earliest: 20, latest: 99 },
    ]);
  });
});

describe("where neighbours are still to be looked for", () => {
  const seen = { from: 100, until: 200 };
  const later = seen.until + DAY_MS;
  const unseen = (fixes: readonly number[], context = ever, now = later) =>
    stretchesOf({ technicianId, runs: [{ from: 120, until: 180 }], context }).flatMap((stretch) =>
      unseenBeside(
        stretch,
        fixes.map((at) => ({ at })),
        seen,
        now,
      ),
    );
  const before = { technicianId, from: 100, until: 100, earliest: ever.from, latest: 100 };
  const after = { technicianId, from: 200, until: 200, earliest: 200, latest: ever.until };

  it.each([
    ["nothing was found", [], [before, after]],
    ["only fixes in the stretch were", [120, 179], [before, after]],
    ["one before it was", [119, 120], [after]],
    ["one after it was", [120, 180], [before]],
    ["both were", [119, 180], []],
  ])("when %s", (_, fixes, places) => {
    expect(unseen(fixes)).toEqual(places);
  });

  it("is nowhere where none is wanted", () => {
    expect(unseen([], { from: 100, until: 200 })).toEqual([]);
    expect(unseen([], { from: 99, until: 201 })).toEqual([
      { ...before, earliest: 99 },
      { ...after, latest: 201 },
    ]);
  });

  it("is not in the future", () => {
    expect(unseen([119], ever, seen.until - DAY_MS - 1)).toEqual([]);
  });
});
