import { describe, expect, it } from "vitest";
import type { StoredVisit } from "../reconcile-visits";
import type { FoldedVisit } from "../types";
import { compareVisits } from "./compare-visits";

const stored = (id: string, arrivedAt: number, departedAt: number | null): StoredVisit => ({
  id,
  jobId: "j",
  arrivedAt,
  arrivedAfter: null,
  departedAt,
  departedAfter: null,
});
const folded = (arrivedAt: number, departedAt: number | null): FoldedVisit => ({
  jobId: "j",
  arrivedAt,
  departedAt,
  arrivedBetween: null,
  departedBetween: null,
  openedBy: "fence",
  closeReason: null,
  arrivedExplanation: null,
  departedExplanation: null,
});

describe("visits beside those of another fence", () => {
  it("are the same, changed, gone or new", () => {
    const same = stored("same", 100, 200);
    const longer = stored("longer", 300, 400);
    const gone = stored("gone", 500, 600);
    const result = compareVisits(
      [same, longer, gone],
      [folded(100, 200), folded(290, 410), folded(700, null)],
      50,
    );
    expect(result).toEqual({
      unchanged: 1,
      changed: [{ stored: longer, folded: folded(290, 410) }],
      removed: [gone],
      added: [folded(700, null)],
    });
  });

  it("of before the rehearsed time do not count", () => {
    expect(compareVisits([stored("old", 10, 20)], [folded(11, 20), folded(30, 40)], 50)).toEqual({
      unchanged: 0,
      changed: [],
      removed: [],
      added: [],
    });
  });
});
