import { describe, expect, it } from "vitest";
import { pastReach } from "./past-reach";

const HOUR = 3_600_000;
const now = new Date("2026-11-20T12:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * HOUR);

describe("stored fixes count for a job given only now", () => {
  it.each<[string, Date | null, Date | null]>([
    ["not without a window", null, null],
    ["not when its window opens later than four hours from now", at(4), null],
    ["from four hours before a window that is near", at(3), at(-1)],
    ["from four hours before a window that has begun", at(-2), at(-6)],
    ["from 72 hours ago at most", at(-200), at(-72)],
  ])("%s", (_what, windowStart, expected) => {
    expect(pastReach(windowStart, now)).toEqual(expected);
  });
});
