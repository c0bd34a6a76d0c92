import { describe, expect, it } from "vitest";
import { readRefusal } from "./sign-in-refusal";

describe("why a sign-in did not work", () => {
  it.each([
    [null, null],
    ["wrong_credentials", { kind: "wrong" }],
    ["locked_out:30", { kind: "locked_out", until: 31_000 }],
    ["busy:5", { kind: "busy", until: 6_000 }],
    ["busy:soon", { kind: "unavailable" }],
    ["OAuthCallback", { kind: "sso_failed" }],
    ["anything", { kind: "unavailable" }],
  ])("%s reads as %j", (error, refusal) => {
    expect(readRefusal(error, 1000)).toEqual(refusal);
  });
});
