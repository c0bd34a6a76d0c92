import { describe, expect, it } from "vitest";
import { settleClock } from "./settle-clock";

const receivedAt = Date.UTC(2026, 2, 2, 8);
const context = { receivedAt, retentionMs: 60 * 86_400_000 };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;
const settle = (at: number) => settleClock(at, context, ["epoch_2001", "gps_week"]);

describe("clocks of phones (LOC-7)", () => {
  it.each([
    ["now", 0],
    ["five minutes ahead", 5 * minute],
    ["an hour behind", -hour],
    ["as far back as locations are kept", -60 * day],
  ])("believes a fix dated %s", (_, offset) => {
    expect(settle(receivedAt + offset)).toEqual({ at: receivedAt + offset, repair: null });
  });

  it.each([
    ["more than five minutes ahead", receivedAt + 5 * minute + 1, "clock_ahead"],
    ["an hour ahead", receivedAt + hour, "clock_ahead"],
    ["a day ahead", receivedAt + day, "clock_ahead"],
    ["in 2090", Date.UTC(2090, 0), "clock_ahead"],
    ["in 1970", 0, "older_than_retention"],
    ["before locations are kept", receivedAt - 60 * day - 1, "older_than_retention"],
  ])("quarantines a fix dated %s", (_, at, reason) => {
    expect(settle(at)).toEqual({ reason });
  });

  it("moves a fix that is exactly 1,024 weeks behind, an hour old or fresh", () => {
    for (const age of [0, hour, 3 * day]) {
      const at = receivedAt - age;
      expect(settle(at - 1024 * week)).toEqual({ at, repair: "gps_week" });
    }
  });

  it("moves seconds counted from 2001", () => {
    const at = receivedAt - hour;
    expect(settle(at - 978_307_200_000)).toEqual({ at, repair: "epoch_2001" });
  });

  it("guesses nothing that is not certain", () => {
    expect(settle(receivedAt - 1024 * week - 4 * day)).toEqual({ reason: "older_than_retention" });
    expect(settle(receivedAt - 1024 * week + hour)).toEqual({ reason: "older_than_retention" });
    expect(settle(receivedAt - 1023 * week)).toEqual({ reason: "older_than_retention" });
    expect(settleClock(receivedAt - 978_307_200_000, context, ["gps_week"])).toEqual({
      reason: "older_than_retention",
    });
  });
});
