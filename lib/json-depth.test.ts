import { describe, expect, it } from "vitest";
import { nestsDeeperThan } from "./json-depth";

describe("how deep a JSON text nests", () => {
  it.each<[string, string, number]>([
    ["a number", "1", 0],
    ["an empty array", "[]", 1],
    ["siblings", "[[],{},[]]", 2],
    ["brackets in a text", '{"a":"[[[[{{{{"}', 1],
    ["an escaped quote in a text", '["\\"[[[["]', 1],
    ["an escaped backslash at the end of a text", '["\\\\",[]]', 2],
    ["brackets in a name", '{"[[":{}}', 2],
  ])("%s", (_what, text, levels) => {
    expect(nestsDeeperThan(text, levels)).toBe(false);
    expect(levels > 0 && nestsDeeperThan(text, levels - 1)).toBe(levels > 0);
  });
});
