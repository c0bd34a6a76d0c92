import { describe, expect, it } from "vitest";
import { momentOfWallTime, wallTime } from "./wall-time";

describe("the time on the wall of the company", () => {
  it.each([
    ["Africa/Lagos", "2026-11-27T14:05", "2026-11-27T13:05:00Z"],
    ["Asia/Kathmandu", "2026-11-27T00:00", "2026-11-26T18:15:00Z"],
    ["America/New_York", "2026-03-08T12:00", "2026-03-08T16:00:00Z"],
    ["America/New_York", "2026-11-01T12:00", "2026-11-01T17:00:00Z"],
    ["Australia/Lord_Howe", "2026-10-04T12:00", "2026-10-04T01:00:00Z"],
  ])("in %s, %s, is one moment and the other way round", (zone, text, moment) => {
    expect(momentOfWallTime(text, zone)).toBe(Date.parse(moment));
    expect(wallTime(Date.parse(moment), zone)).toBe(text);
  });

  it("of the hour that is skipped counts as an hour later, of the hour that comes twice as the first", () => {
    expect(momentOfWallTime("2026-03-08T02:30", "America/New_York")).toBe(Date.parse("2026-03-08T07:30:00Z"));
    expect(momentOfWallTime("2026-11-01T01:30", "America/New_York")).toBe(Date.parse("2026-11-01T05:30:00Z"));
  });

  it("is nothing when it is no time", () => {
    expect(momentOfWallTime("", "UTC")).toBeNull();
  });
});
