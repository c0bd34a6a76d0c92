import { describe, expect, it } from "vitest";
import { pendingStartOf, startModeFor, undoEnd } from "./start-mode";

const tenant = { startMode: "timed", startModesByType: { repair: "off" } } as const;
const ARRIVED = new Date("2026-03-02T08:00:00.000Z");
const NOW = new Date("2026-03-02T08:00:05.000Z");

describe("the start mode of a job", () => {
  it.each([
    ["repair", "off"],
    ["install", "timed"],
    // A type is free text: names of the prototype are types like any other.
    ["constructor", "timed"],
    ["__proto__", "timed"],
  ])("of type %s is %s", (type, mode) => {
    expect(startModeFor({ type }, tenant)).toBe(mode);
  });
});

describe("what an arrival leaves pending", () => {
  it("counts down 30 s from when we learned of it, and keeps the time of the fix", () => {
    expect(pendingStartOf("timed", ARRIVED, NOW)).toEqual({
      mode: "timed",
      startsAt: "2026-03-02T08:00:35.000Z",
      arrivedAt: "2026-03-02T08:00:00.000Z",
    });
  });

  it("has no end of its own where somebody is asked", () => {
    expect(pendingStartOf("ask", ARRIVED, NOW)?.startsAt).toBeNull();
  });

  it.each(["automatic", "off"] as const)("is nothing in mode %s", (mode) => {
    expect(pendingStartOf(mode, ARRIVED, NOW)).toBeNull();
  });
});

describe("an undo", () => {
  it("is possible for 10 min from when the start was made, not from the arrival it is dated to", () => {
    const memory = { fromStatus: "assigned", startedAt: null, madeAt: NOW.toISOString() } as const;
    expect(undoEnd(memory).toISOString()).toBe("2026-03-02T08:10:05.000Z");
  });
});
