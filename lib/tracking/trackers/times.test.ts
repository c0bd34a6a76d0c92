import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstTime, readTime } from "./times";

const at = Date.UTC(2016, 0, 27, 18, 55, 47);

describe("times as trackers write them", () => {
  it.each([
    [1453920947, at],
    ["1453920947", at],
    [1453920947.25, at + 250],
    [1453920947000, at],
    ["1453920947000", at],
    ["2016-01-27T18:55:47Z", at],
    ["2016-01-27t18:55:47z", at],
    ["2016-01-27T18:55:47.123Z", at + 123],
    ["2016-01-27T18:55:47.123456Z", at + 123],
    ["2016-01-27T10:55:47-0800", at],
    ["2016-01-27T10:55:47-08:00", at],
    ["2016-01-27T10:55:47-08", at],
    ["2016-01-28T00:25:47+05:30", at],
    ["2016-01-28T00:25:47 0530", at],
    ["2016-01-27 18:55:47", at],
    ["2016-01-27T18:55:47", at],
    ["2016-01-27T18:55Z", at - 47_000],
    ["2016-12-31T23:59:60Z", Date.UTC(2017, 0, 1)],
    [2 ** 31, 2 ** 31 * 1000],
    [1e11 - 1, (1e11 - 1) * 1000],
    [1e11, 1e11],
    [-1, -1000],
  ])("reads %j", (value, expected) => {
    expect(readTime(value)).toBe(expected);
  });

  it.each([
    "",
    "yesterday",
    "2016-02-30T00:00:00Z",
    "2016-01-27T24:00:00Z",
    "2016-01-27T18:60:00Z",
    "2016-01-27T18:55:61Z",
    "2016-13-01T00:00:00Z",
    "0016-01-27T18:55:47Z",
    "2016-01-27T18:55:47+15:00",
    "2016-01-27",
    "%TIME",
    1e308,
    1e17,
    Number.NaN,
    null,
    {},
    [1453920947],
  ])("does not take %j for a time", (value) => {
    expect(readTime(value)).toBeNull();
  });

  it("takes the first readable of several fields, and tells none from a bad one", () => {
    expect(firstTime(undefined, "", "nonsense", "2016-01-27T18:55:47Z", 0)).toBe(at);
    expect(firstTime(undefined, null, "")).toBe("missing");
    expect(firstTime("nonsense")).toBe("unreadable");
  });

  it("reads back every ISO time that JavaScript writes", () => {
    const range = { min: new Date(Date.UTC(1900, 0)), max: new Date(Date.UTC(9999, 0)), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        expect(readTime(date.toISOString())).toBe(date.getTime());
      }),
    );
  });
});
