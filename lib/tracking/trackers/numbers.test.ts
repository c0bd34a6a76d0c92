import { describe, expect, it } from "vitest";
import { hundredthsWithin, percentOfFraction, readBoolean, readNumber } from "./numbers";

describe("numbers out of requests", () => {
  it.each([
    [12.5, 12.5],
    ["12.5", 12.5],
    [" -0.5 ", -0.5],
    ["+3", 3],
    [".5", 0.5],
    ["5.", 5],
    ["1.5E-3", 0.0015],
    ["1e308", 1e308],
  ])("reads %j", (value, expected) => {
    expect(readNumber(value)).toBe(expected);
  });

  it.each([
    "",
    " ",
    "NaN",
    "Infinity",
    "1e999",
    "0x10",
    "1,5",
    "1 2",
    "12m",
    "%LAT",
    "1".repeat(41),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    undefined,
    true,
    [1],
    { valueOf: 1 },
  ])("does not take %j for a number", (value) => {
    expect(readNumber(value)).toBeNull();
  });

  it.each([
    [true, true],
    ["true", true],
    ["1", true],
    [1, true],
    [false, false],
    ["false", false],
    [0, false],
    ["yes", null],
    [2, null],
    [null, null],
    [{}, null],
  ])("reads %j as the boolean %j", (value, expected) => {
    expect(readBoolean(value)).toBe(expected);
  });

  it("knows a battery level of 0 to 1 from one that is none", () => {
    expect([0, 0.55, 1, -1, 55, null].map(percentOfFraction)).toEqual([
      0,
      55.00000000000001,
      100,
      null,
      null,
      null,
    ]);
  });

  it("rounds to what a column keeps and drops what lies outside", () => {
    expect(hundredthsWithin(7.71665, 0, 2000)).toBe(7.72);
    expect(Object.is(hundredthsWithin(-0, 0, 1), 0)).toBe(true);
    expect(hundredthsWithin(-1, 0, 360)).toBeNull();
    expect(hundredthsWithin(1e308, 0, 360)).toBeNull();
  });
});
