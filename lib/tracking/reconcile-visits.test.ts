import { describe, expect, it } from "vitest";
import { seconds } from "@/tests/support/fixes";
import { arrivedAfterOf, differs, type StoredVisit } from "./reconcile-visits";
import type { FoldedVisit } from "./types";

const stored: StoredVisit = {
  id: "visit",
  jobId: "job",
  arrivedAt: seconds(60),
  arrivedAfter: seconds(0),
  departedAt: seconds(600),
  departedAfter: seconds(540),
};

/** The same stay as a fold has it. */
const folded: FoldedVisit = {
  jobId: "job",
  arrivedAt: seconds(60),
  departedAt: seconds(600),
  arrivedBetween: [seconds(0), seconds(60)],
  departedBetween: [seconds(540), seconds(600)],
  openedBy: "fence",
  closeReason: "left",
  arrivedExplanation: null,
  departedExplanation: null,
};

describe("a stored visit against the day folded again (LOC-8)", () => {
  it.each<[string, Partial<FoldedVisit>, boolean]>([
    ["says the same", {}, false],
    ["came earlier", { arrivedAt: seconds(50), arrivedBetween: [seconds(0), seconds(50)] }, true],
    ["is still there", { departedAt: null, departedBetween: null }, true],
    ["is known outside until shortly before he came", { arrivedBetween: [seconds(40), seconds(60)] }, true],
    ["is known inside until shortly before he left", { departedBetween: [seconds(580), seconds(600)] }, true],
    ["began before the fold did", { arrivedBetween: null, openedBy: null }, false],
  ])("differs only in what the fold knows: %s", (_name, change, different) => {
    expect(differs(stored, { ...folded, ...change })).toBe(different);
  });

  it("keeps what is known of an arrival that came before the fold began", () => {
    const later = { ...folded, arrivedBetween: null, departedAt: seconds(580) };
    expect(differs(stored, later)).toBe(true);
    expect(arrivedAfterOf(stored, later)).toBe(seconds(0));
  });

  it("claims nothing of an arrival at another time of which the fold knows no interval", () => {
    expect(arrivedAfterOf(stored, { ...folded, arrivedAt: seconds(30), arrivedBetween: null })).toBe(null);
  });
});
