import { describe, expect, it } from "vitest";
import { BoundedMap } from "./bounded-map";

describe("a bounded map", () => {
  it("forgets what was set longest ago, and nothing before it is full", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    map.set("a", 3);
    expect([map.get("a"), map.get("b")]).toEqual([3, 2]);
    map.set("c", 4);
    expect([map.get("a"), map.get("b"), map.get("c"), map.size]).toEqual([3, undefined, 4, 2]);
  });
});
