import { describe, expect, it } from "vitest";
import { reviseVerdicts } from "./revise-verdicts";
import type { StoredVerdict, Verdict } from "./types";

const revised = (known: StoredVerdict, verdict: Verdict, reason: string | null = null) =>
  reviseVerdicts(new Map([["fix", known]]), [{ fixId: "fix", result: { verdict, reason } }]).get("fix") ??
  "stands";

const said = (verdict: Verdict, before: Verdict | null = null, reason: string | null = null) => ({
  verdict,
  reason,
  before,
});

describe("a verdict after the day was folded again (LOC-7)", () => {
  it.each<[string, StoredVerdict, Verdict, string | null, StoredVerdict | "stands"]>([
    ["the same", said("good"), "good", null, "stands"],
    [
      "a jump that was confirmed",
      said("outlier"),
      "good",
      "jump_confirmed",
      said("good", "outlier", "jump_confirmed"),
    ],
    [
      "a good one that late ones show to be a jump",
      said("good"),
      "outlier",
      "jump",
      said("outlier", "good", "jump"),
    ],
    ["one that came late and fits", said("late"), "good", null, "stands"],
    ["one that came late and is coarse", said("late"), "coarse", "accuracy_over_150", "stands"],
    ["one that came late and is a jump", said("late"), "outlier", "jump", said("outlier", "late", "jump")],
    ["revised and seen the same again", said("outlier", "good", "jump"), "outlier", "jump", "stands"],
    ["revised and right at first after all", said("outlier", "good", "jump"), "good", null, said("good")],
    [
      "late, a jump, and no jump after all",
      said("outlier", "late", "jump"),
      "good",
      null,
      said("late", null, "older_than_newest"),
    ],
  ])("%s", (_name, known, verdict, reason, expected) => {
    expect(revised(known, verdict, reason)).toEqual(expected);
  });

  it("is said of stored fixes only", () => {
    expect(
      reviseVerdicts(new Map(), [{ fixId: "x", result: { verdict: "outlier", reason: "jump" } }]).size,
    ).toBe(0);
  });
});
