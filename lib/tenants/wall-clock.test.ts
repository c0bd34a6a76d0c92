import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstShowing, wallClock } from "./wall-clock";

const utc = (text: string) => Date.parse(`${text}Z`);

describe("the clock on a wall", () => {
  it.each([
    ["Europe/Berlin", "2026-07-01T10:00", "2026-07-01T12:00"],
    ["Europe/Berlin", "2026-01-01T10:00", "2026-01-01T11:00"],
    ["Asia/Kathmandu", "2026-01-01T10:00", "2026-01-01T15:45"],
    ["Pacific/Honolulu", "2026-01-01T05:00", "2025-12-31T19:00"],
    ["America/New_York", "2026-11-01T05:59:59.999", "2026-11-01T01:59:59.999"],
    ["America/New_York", "2026-11-01T06:00", "2026-11-01T01:00"],
    ["Australia/Lord_Howe", "2026-04-04T14:59", "2026-04-05T01:59"],
    ["Australia/Lord_Howe", "2026-04-04T15:00", "2026-04-05T01:30"],
  ])("in %s shows at %s UTC %s", (zone, at, wall) => {
    expect(wallClock(zone, utc(at))).toBe(utc(wall));
  });
});

describe("the first moment at which a clock shows a time or a later one", () => {
  it.each([
    ["a time like any other", "Europe/Berlin", "2026-07-01T12:00", "2026-07-01T10:00"],
    ["a time it shows twice: the first", "America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"],
    ["a time it leaves out: the jump", "America/New_York", "2026-03-08T02:30", "2026-03-08T07:00"],
    ["the end of the hour it leaves out", "America/New_York", "2026-03-08T03:00", "2026-03-08T07:00"],
    ["half an hour left out", "Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30"],
    ["half an hour shown twice", "Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"],
  ])("%s", (_name, zone, wall, at) => {
    expect(firstShowing(zone, utc(wall))).toBe(utc(at));
  });

  it("is never earlier than any moment that shows less, in any zone and year", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "America/Havana",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: utc("2024-01-01T00:00"), max: utc("2030-01-01T00:00") }),
        (zone, wall) => {
          const first = firstShowing(zone, wall);
          expect(wallClock(zone, first)).toBeGreaterThanOrEqual(wall);
          for (const back of [1, 60_000, 1_800_000, 3_600_000, 7_200_000])
            expect(wallClock(zone, first - back)).toBeLessThan(wall);
        },
      ),
    );
  });
});
