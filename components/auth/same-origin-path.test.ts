import { describe, expect, it } from "vitest";
import { sameOriginPath } from "./same-origin-path";

const own = "https://fleet.example";

describe("after signing in people land on a page of this site", () => {
  it.each([
    ["/map?job=1#x", "/map?job=1#x"],
    ["https://fleet.example/jobs", "/jobs"],
    ["jobs", "/jobs"],
  ])("%s is followed", (wanted, path) => {
    expect(sameOriginPath(wanted, own)).toBe(path);
  });

  it.each([
    [null],
    [""],
    ["https://evil.example/map"],
    ["//evil.example/map"],
    ["/\\evil.example"],
    ["https://fleet.example//evil.example"],
    ["javascript:alert(1)"],
    ["https://fleet.example.evil.example/"],
    ["http://fleet.example/map"],
    ["/sign-in?callbackUrl=/map"],
  ])("%s is not", (wanted) => {
    expect(sameOriginPath(wanted, own)).toBe("/");
  });
});
