import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anArrival, sampleTime } from "@/tests/support/live-samples";
import { arrivalTimes, isNews } from "./arrival-times";

const MINUTE = 60_000;
const at = (minutes: number) => new Date(sampleTime + minutes * MINUTE).toISOString();

describe("when somebody arrives", () => {
  it("counts from the position of who is on the way: the minutes go by while nothing new is heard", () => {
    expect(arrivalTimes(anArrival("j"), sampleTime + 4 * MINUTE)).toEqual({
      at: sampleTime + 10 * MINUTE,
      earliest: sampleTime + 7 * MINUTE,
      latest: sampleTime + 15 * MINUTE,
    });
  });

  it.each([
    ["now, for who could leave at once", null, 4 + 10],
    ["the end of the job that runs", at(30), 30 + 10],
    ["now, when that end has passed", at(2), 4 + 10],
  ])("counts from %s", (_, departs_at, minutes) => {
    const planned = anArrival("j", { on_the_way: false, departs_at });
    expect(arrivalTimes(planned, sampleTime + 4 * MINUTE)?.at).toBe(sampleTime + minutes * MINUTE);
  });

  it("is never in the past and its moments are in order", () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 600 }), fc.boolean(), (minutes, on_the_way) => {
        const now = sampleTime + minutes * MINUTE;
        const times = arrivalTimes(anArrival("j", { on_the_way }), now);
        expect(times?.earliest).toBeGreaterThanOrEqual(now);
        expect(times?.at).toBeGreaterThanOrEqual(times?.earliest ?? Number.NaN);
        expect(times?.latest).toBeGreaterThanOrEqual(times?.at ?? Number.NaN);
      }),
    );
  });
});

describe("what is shown moves", () => {
  const later = (seconds: number, over = {}) => anArrival("j", { seconds: 600 + seconds, ...over });
  it.each([
    ["not for half a minute of ten", later(30), false],
    ["for more than a minute", later(61), true],
    ["for the same minute the other way", later(-61), true],
    ["not for another position that says the same", later(-20, { as_of: at(0.333) }), false],
    ["when somebody else goes", later(0, { technician_id: "t2" }), true],
    ["when he sets out", later(0, { on_the_way: false }), true],
    ["when the router answers", later(0, { by: "route" }), true],
    [
      "when nothing is known any more",
      later(0, { seconds: null, interval_seconds: null, reason: "position_too_old" }),
      true,
    ],
  ] as const)("%s", (_, next, news) => {
    expect(isNews(anArrival("j"), next, sampleTime)).toBe(news);
  });

  it("by a tenth of what is left when that is less than a minute, but not for seconds", () => {
    const soon = anArrival("j", { seconds: 240 });
    expect(isNews(soon, anArrival("j", { seconds: 266 }), sampleTime)).toBe(true);
    expect(isNews(soon, anArrival("j", { seconds: 262 }), sampleTime)).toBe(false);
    expect(isNews(soon, anArrival("j", { seconds: 250 }), sampleTime + 4 * MINUTE)).toBe(false);
  });
});
