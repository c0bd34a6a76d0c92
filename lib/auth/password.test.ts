import { describe, expect, it } from "vitest";
import { hashPassword, needsRehash, passwordMatches } from "./password";

// A hash costs a quarter of a second of a free core by design; the machine may be busy.
describe("passwords", { timeout: 60_000 }, () => {
  it("match their own hash and no other, and the hash names its parameters", async () => {
    const hash = await hashPassword("van in the rain");
    expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await passwordMatches("van in the rain", hash)).toBe(true);
    expect(await passwordMatches("van in the rain ", hash)).toBe(false);
    expect(await passwordMatches("x".repeat(2000), hash)).toBe(false);
    expect(needsRehash(hash)).toBe(false);
  });

  it("never match where there is no account or an unreadable hash", async () => {
    expect(await passwordMatches("", null)).toBe(false);
    expect(await passwordMatches("anything", "plain text")).toBe(false);
  });

  it("ask for a new hash when the parameters have grown since", () => {
    expect(needsRehash("$scrypt$ln=14,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$a2V5a2V5")).toBe(true);
  });
});
