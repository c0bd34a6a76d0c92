import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDuration, timeOnSiteSeconds } from "./time-on-site";

describe("time on site (GEO-5)", () => {
  it("adds up all stays and counts an open one up to now", () => {
    const stays = [
      { arrivedAt: 0, departedAt: 60_000 },
      { arrivedAt: 100_000, departedAt: null },
    ];
    expect(timeOnSiteSeconds(stays, 130_500)).toBe(90);
    expect(timeOnSiteSeconds([], 130_500)).toBe(0);
  });

  it("never counts a stay that begins after now as negative", () => {
    expect(timeOnSiteSeconds([{ arrivedAt: 5_000, departedAt: null }], 1_000)).toBe(0);
  });

  it.each([
    [0, "0m 0s"],
    [2340, "39m 0s"],
    [6360, "1h 46m 0s"],
    [3599, "59m 59s"],
    [3600, "1h 0m 0s"],
    [90_061, "25h 1m 1s"],
  ])("%i s reads %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it("always has the documented form and says the same number of seconds", () => {
    fc.assert(
      fc.property(fc.nat(1e7), (seconds) => {
        const match = /^(?:(\d+)h )?(\d+)m (\d+)s$/.exec(formatDuration(seconds));
        const [, hours = "0", minutes = "", rest = ""] = match ?? [];
        expect(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest)).toBe(seconds);
      }),
    );
  });
});
