import { describe, expect, it } from "vitest";
import { field, isObject, looksLikeJson, parseJson } from "./json";

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("JSON of trackers", () => {
  it("parses what nests at most 32 levels, brackets inside text not counted", () => {
    expect(parseJson('\ufeff{"a":[1,"]["]}')).toEqual({ a: [1, "]["] });
    expect(parseJson(nested(32))).toBeDefined();
    expect(parseJson(JSON.stringify(`\\"${"[".repeat(100)}`))).toBe(`\\"${"[".repeat(100)}`);
  });

  it.each(["", "{", "NaN", "undefined", "'a'", nested(33), nested(10_000), "[".repeat(2_000_000)])(
    "has no value for what is none",
    (text) => {
      expect(parseJson(text)).toBeUndefined();
    },
  );

  it("reads own fields only, and never a prototype", () => {
    const value = parseJson('{"__proto__":{"lat":1},"a":1}');
    expect(field(value, "lat")).toBeUndefined();
    expect(field(value, "toString")).toBeUndefined();
    expect(field(value, "a")).toBe(1);
    expect([null, undefined, 7, "text"].map((each) => field(each, "length"))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("tells objects and JSON bodies from others", () => {
    expect([{}, [], null, "x"].map(isObject)).toEqual([true, false, false, false]);
    expect([" {", "\ufeff[1]", "lat=1", ""].map(looksLikeJson)).toEqual([true, true, false, false]);
  });
});
