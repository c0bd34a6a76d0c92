import { describe, expect, it } from "vitest";
import { startOfDay } from "./start-of-day";

const at = (text: string) => Date.parse(text);

describe("the day begins at midnight of the company's zone", () => {
  it.each([
    ["Africa/Lagos", "2026-11-21T07:34:05.678Z", "2026-11-20T23:00:00Z"],
    ["Africa/Lagos", "2026-11-21T23:30:00Z", "2026-11-21T23:00:00Z"],
    ["Africa/Lagos", "2026-11-21T23:00:00Z", "2026-11-21T23:00:00Z"],
    ["Asia/Kathmandu", "2026-11-21T20:00:00Z", "2026-11-21T18:15:00Z"],
    ["America/New_York", "2026-11-21T03:00:00Z", "2026-11-20T05:00:00Z"],
    // Clocks went forward at 02:00 and back at 02:00 on these days.
    ["America/New_York", "2026-03-08T16:00:00Z", "2026-03-08T05:00:00Z"],
    ["America/New_York", "2026-11-01T17:00:00Z", "2026-11-01T04:00:00Z"],
  ])("%s, %s", (zone, moment, midnight) => {
    expect(new Date(startOfDay(at(moment), zone)).toISOString()).toBe(new Date(midnight).toISOString());
  });
});
