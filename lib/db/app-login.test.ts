import { describe, expect, it } from "vitest";
import { appUrl } from "./app-login";

describe("the app's login", () => {
  it("is the same for every database of one owner, so that none takes it from another", () => {
    const [first, second] = ["one", "two"].map((name) => appUrl(`postgres://boss:secret@db:5432/${name}`));
    expect(first?.replace("/one", "/two")).toBe(second);
  });

  it("has a role and a password of its own for every owner in the cluster", () => {
    const logins = ["boss:secret", "boss2:secret", "boss:secret2"].map(
      (owner) => new URL(appUrl(`postgres://${owner}@db/one`)),
    );
    expect(logins[1]?.username).not.toBe(logins[0]?.username);
    expect(logins[2]?.username).toBe(logins[0]?.username);
    expect(new Set(logins.map((url) => url.password)).size).toBe(3);
    for (const url of logins) expect(url.username).toMatch(/^truckroll_app_[0-9a-f]{12}$/);
  });

  it.each([
    "postgres://db/one",
    "postgres://boss@db/one",
    "postgres://boss:@db/one",
    "postgres://:secret@db/one",
  ])("is refused with a sentence for %s: without a secret it would be no secret either", (url) => {
    expect(() => appUrl(url)).toThrow(/^DATABASE_URL has to name a user and a password/);
  });
});
