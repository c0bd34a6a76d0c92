import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTracked, type ShiftSpan } from "./is-tracked";

const HOUR = 3_600_000;
const start = Date.parse("2026-11-27T08:00:00Z");
const during = (...shifts: ShiftSpan[]) => ({ shifts, hours: null, timeZone: "UTC" });
const morning = { startedAt: start, endedAt: start + 4 * HOUR };

describe("whether a technician may be tracked (LOC-12)", () => {
  it.each([
    ["the start of a shift", 0, true],
    ["a millisecond before it", -1, false],
    ["the last millisecond", 4 * HOUR - 1, true],
    ["its end", 4 * HOUR, false],
    ["between two shifts", 5 * HOUR, false],
    ["the start of an open one", 6 * HOUR, true],
    ["any time after that", 400 * HOUR, true],
  ])("%s", (_name, after, expected) => {
    const open = { startedAt: start + 6 * HOUR, endedAt: null };
    expect(isTracked(during(morning, open), start + after)).toBe(expected);
  });

  it("never without a shift, unless the company has hours of its own", () => {
    const hours = [{ days: ["fri" as const], from: "07:00", to: "18:00" }];
    expect(isTracked(during(), start)).toBe(false);
    expect(isTracked({ shifts: [], hours, timeZone: "UTC" }, start)).toBe(true);
    expect(isTracked({ shifts: [], hours, timeZone: "UTC" }, start + 11 * HOUR)).toBe(false);
  });

  it("in a shift that has no length: never", () => {
    fc.assert(
      fc.property(fc.integer(), (at) => {
        expect(isTracked(during({ startedAt: at, endedAt: at }), at)).toBe(false);
      }),
    );
  });

  it("one shift more only ever adds moments, and those are its own", () => {
    const shift = fc
      .tuple(fc.integer({ min: 0, max: 1000 }), fc.option(fc.integer({ min: 0, max: 1000 })))
      .map(([startedAt, length]) => ({ startedAt, endedAt: length === null ? null : startedAt + length }));
    fc.assert(
      fc.property(fc.array(shift), shift, fc.integer({ min: -10, max: 2100 }), (shifts, one, at) => {
        const before = isTracked(during(...shifts), at);
        const own = at >= one.startedAt && (one.endedAt === null || at < one.endedAt);
        expect(isTracked(during(...shifts, one), at)).toBe(before || own);
      }),
    );
  });
});
