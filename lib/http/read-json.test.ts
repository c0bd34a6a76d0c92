import { describe, expect, it } from "vitest";
import { readJson } from "./read-json";

const refusal = (text: string) => {
  try {
    readJson(text);
    return null;
  } catch (error) {
    return error;
  }
};

describe("a JSON body", () => {
  it("comes out as it went in", () => {
    const value = { a: [1, "ü 👩‍🔧", null, { b: true }], "": "\n" };
    expect(readJson(JSON.stringify(value))).toEqual(value);
  });

  it.each([
    ["half a surrogate pair", '{"a":[0,{"b":"x\\udfffy"}]}', "a.1.b"],
    ["U+0000", '{"a":"\\u0000"}', "a"],
    ["U+0000 in a name", '{"a":{"\\u0000":1}}', "a"],
    ["a __proto__ key", '{"a":{"__proto__":{"x":1}}}', "a"],
    ["an unstorable text alone", '"\\u0000"', undefined],
    ["no JSON", "{'a':1}", undefined],
  ])("with %s is refused, and the place is named", (_what, text, field) => {
    expect(refusal(text)).toMatchObject({ code: "malformed", details: field === undefined ? {} : { field } });
  });

  it.each([
    ["arrays", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
    ["objects", (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`],
    ["arrays that hold an escape", (depth: number) => `${"[".repeat(depth)}"\\n"${"]".repeat(depth)}`],
  ])("of %s 32 levels deep is read, one more is refused", (_what, nested) => {
    expect(refusal(nested(32))).toBeNull();
    expect(refusal(nested(33))).toMatchObject({ code: "malformed" });
  });

  it("a million levels deep is refused without a stack overflow", () => {
    const depth = 500_000;
    expect(refusal("[".repeat(depth) + "]".repeat(depth))).toMatchObject({ code: "malformed" });
  });
});
