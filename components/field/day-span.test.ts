import { describe, expect, it } from "vitest";
import { dayAfter, dayOf, spanOfDay } from "./day-span";

const HOUR = 3_600_000;

describe("a day of a company", () => {
  it.each([
    ["Africa/Lagos", "2026-11-27", 24],
    ["Europe/Berlin", "2026-03-29", 23],
    ["Europe/Berlin", "2026-10-25", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
  ])("in %s, %s, lasts %d hours, and all of them belong to it", (zone, day, hours) => {
    const { from, to } = spanOfDay(day, zone);
    expect((to - from) / HOUR).toBe(hours);
    expect([from - 1, from, to - 1, to].map((at) => dayOf(at, zone))).toEqual([
      dayAfter(day, -1),
      day,
      day,
      dayAfter(day, 1),
    ]);
  });
});
