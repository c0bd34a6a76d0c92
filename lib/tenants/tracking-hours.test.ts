import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWithin, type TrackingHours, trackingHours, weekdays } from "./tracking-hours";

const utc = (text: string) => Date.parse(`${text}Z`);
const everyDay = [...weekdays];
const span = (from: string, to: string, days = everyDay): TrackingHours => [{ days, from, to }];
const MINUTE = 60_000;

describe("tracking hours", () => {
  it.each([
    ["the first moment", "07:00", "18:00", "2026-07-01T05:00", true],
    ["the moment before", "07:00", "18:00", "2026-07-01T04:59:59.999", false],
    ["the last moment", "07:00", "18:00", "2026-07-01T15:59:59.999", true],
    ["the end", "07:00", "18:00", "2026-07-01T16:00", false],
    ["past midnight, before it", "22:00", "06:00", "2026-07-01T21:00", true],
    ["past midnight, after it", "22:00", "06:00", "2026-07-02T03:59", true],
    ["past midnight, the end", "22:00", "06:00", "2026-07-02T04:00", false],
    ["a whole day", "00:00", "24:00", "2026-07-01T21:59:59.999", true],
    ["up to midnight, at midnight", "12:00", "24:00", "2026-07-01T22:00", false],
    ["up to midnight, written as the next day's", "12:00", "00:00", "2026-07-01T21:59", true],
  ])("in Berlin: %s (%s to %s)", (_name, from, to, at, expected) => {
    expect(isWithin(span(from, to), "Europe/Berlin", utc(at))).toBe(expected);
  });

  it("belong to the day on which they begin", () => {
    const night = span("22:00", "06:00", ["fri"]);
    expect(isWithin(night, "UTC", utc("2026-11-27T23:00"))).toBe(true);
    expect(isWithin(night, "UTC", utc("2026-11-28T05:00"))).toBe(true);
    expect(isWithin(night, "UTC", utc("2026-11-27T05:00"))).toBe(false);
    expect(isWithin(night, "UTC", utc("2026-11-28T23:00"))).toBe(false);
  });

  it.each([
    ["put back in New York", "America/New_York", "2026-11-01T02:00", "2026-11-01T11:00", 9],
    ["put forward in New York", "America/New_York", "2026-03-08T03:00", "2026-03-08T10:00", 7],
    ["put back in Berlin", "Europe/Berlin", "2026-10-24T20:00", "2026-10-25T05:00", 9],
    ["put forward in Berlin", "Europe/Berlin", "2026-03-28T21:00", "2026-03-29T04:00", 7],
    ["put back on Lord Howe", "Australia/Lord_Howe", "2026-04-04T11:00", "2026-04-04T19:30", 8.5],
    ["put forward on Lord Howe", "Australia/Lord_Howe", "2026-10-03T11:30", "2026-10-03T19:00", 7.5],
  ])("from 22:00 to 06:00 in a night when clocks are %s are one span", (_name, zone, from, to, length) => {
    expect((utc(to) - utc(from)) / 3_600_000).toBe(length);
    const night = span("22:00", "06:00");
    expect(isWithin(night, zone, utc(from) - 1)).toBe(false);
    for (let at = utc(from); at < utc(to); at += MINUTE) expect(isWithin(night, zone, at)).toBe(true);
    expect(isWithin(night, zone, utc(to))).toBe(false);
  });

  it("that end inside of the hour shown twice end when it is shown first", () => {
    const night = span("22:00", "01:30");
    expect(isWithin(night, "America/New_York", utc("2026-11-01T05:29"))).toBe(true);
    expect(isWithin(night, "America/New_York", utc("2026-11-01T05:30"))).toBe(false);
    expect(isWithin(night, "America/New_York", utc("2026-11-01T06:15"))).toBe(false);
  });

  it("inside of the hour that is left out are none", () => {
    const gone = span("02:15", "02:45");
    for (let at = utc("2026-03-08T06:00"); at < utc("2026-03-08T09:00"); at += MINUTE)
      expect(isWithin(gone, "America/New_York", at)).toBe(false);
  });

  it("begin and end once a day each, whatever the zone does", () => {
    const clock = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Lagos"];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        clock,
        clock,
        fc.constantFrom(utc("2026-03-05T00:00"), utc("2026-03-26T00:00"), utc("2026-10-22T00:00")),
        (zone, from, to, start) => {
          fc.pre(from !== to);
          const hours = span(from, to);
          let edges = 0;
          let was = isWithin(hours, zone, start);
          const days = 6;
          for (let at = start; at <= start + days * 1440 * MINUTE; at += 5 * MINUTE) {
            const is = isWithin(hours, zone, at);
            if (is !== was) edges += 1;
            was = is;
          }
          expect(edges).toBeLessThanOrEqual(2 * (days + 1));
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("what a company may set", () => {
  it("is read: days once and in order, an empty list is none", () => {
    expect(trackingHours.parse([{ days: ["sun", "mon", "mon"], from: "07:00", to: "24:00" }])).toEqual([
      { days: ["mon", "sun"], from: "07:00", to: "24:00" },
    ]);
    expect(trackingHours.parse([])).toBeNull();
    expect(trackingHours.parse(null)).toBeNull();
  });

  it.each([
    ["no days", { days: [], from: "07:00", to: "18:00" }],
    ["an unknown day", { days: ["monday"], from: "07:00", to: "18:00" }],
    ["no time", { days: ["mon"], from: "7", to: "18:00" }],
    ["a time that is none", { days: ["mon"], from: "07:60", to: "18:00" }],
    ["an end of nothing", { days: ["mon"], from: "07:00", to: "07:00" }],
    ["a day that begins at its end", { days: ["mon"], from: "24:00", to: "07:00" }],
    ["a word nobody knows", { days: ["mon"], from: "07:00", to: "18:00", zone: "UTC" }],
  ])("is refused: %s", (_name, given) => {
    expect(trackingHours.safeParse([given]).success).toBe(false);
  });
});
