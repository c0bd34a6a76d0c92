import { describe, expect, it } from "vitest";
import { DAY_MS, fewDays, withDays } from "./few-days";

const d = (days: number) => days * DAY_MS;

describe("few days", () => {
  it.each([
    ["within one", [{ from: d(10) + 5, until: d(10) + 9 }], { from: d(10), until: d(11) }],
    ["up to midnight", [{ from: d(10), until: d(11) }], { from: d(10), until: d(11) }],
    ["over midnight", [{ from: d(11) - 1, until: d(11) + 1 }], { from: d(10), until: d(12) }],
    [
      "apart, in any order",
      [
        { from: d(13), until: d(13) + 1 },
        { from: d(10) + 3, until: d(10) + 4 },
      ],
      { from: d(10), until: d(14) },
    ],
    ["an empty stretch at midnight", [{ from: d(10), until: d(10) }], { from: d(10), until: d(10) }],
    ["before 1970", [{ from: -1, until: 1 }], { from: d(-1), until: d(1) }],
  ])("are the whole days that stretches touch: %s", (_, runs, days) => {
    expect(fewDays(runs)).toEqual(days);
  });

  it("are at most four, and of nothing there are none", () => {
    expect(fewDays([{ from: d(10) + 1, until: d(14) + 1 }])).toBeNull();
    expect(fewDays([])).toBeNull();
  });

  it("may have more days on either side", () => {
    expect(withDays({ from: d(10), until: d(11) }, 3)).toEqual({ from: d(7), until: d(14) });
  });
});
