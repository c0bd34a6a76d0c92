import { describe, expect, it } from "vitest";
import { pastReach } from "./past-reach";

const HOUR = 3_600_000;
const now = new Date("2026-11-20T12:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * HOUR);

describe("stored fixes count for a job given only now", () => {
  it.each<[string, { start: Date | null; end: Date | null; assigned: Date }, Date | null]>([
    ["not without a window when it is assigned now", { start: null, end: null, assigned: now }, null],
    ["from the assignment without a window", { start: null, end: null, assigned: at(-1) }, at(-1)],
    [
      "not when its window opens later than four hours from now",
      { start: at(4), end: at(5), assigned: now },
      null,
    ],
    ["from four hours before a window that is near", { start: at(3), end: at(5), assigned: now }, at(-1)],
    ["from four hours before a window that has begun", { start: at(-2), end: null, assigned: now }, at(-6)],
    [
      "as far back as it goes when only the end of the window is known",
      { start: null, end: at(-1), assigned: now },
      at(-72),
    ],
    ["from 72 hours ago at most", { start: at(-200), end: null, assigned: now }, at(-72)],
  ])("%s", (_what, { start, end, assigned }, expected) => {
    expect(pastReach({ windowStart: start, windowEnd: end, assignedFrom: assigned }, now)).toEqual(expected);
  });
});
