import { describe, expect, it } from "vitest";
import { SharedLookups } from "./shared-lookups";

function lookups() {
  const shared = new SharedLookups<number>();
  const asked: { resolve(answer: number): void; reject(error: Error): void }[] = [];
  const ask = (key: string) =>
    shared.ask(key, () => new Promise((resolve, reject) => asked.push({ resolve, reject })));
  return { shared, asked, ask };
}

describe("shared lookups", () => {
  it("ask once for all who wait, and again for whoever comes after the answer", async () => {
    const { asked, ask } = lookups();
    const both = Promise.all([ask("a"), ask("a")]);
    expect(asked).toHaveLength(1);
    asked[0]?.resolve(1);
    expect(await both).toEqual([1, 1]);
    const later = ask("a");
    asked[1]?.resolve(2);
    expect(await later).toBe(2);
  });

  it("keep keys apart", async () => {
    const { asked, ask } = lookups();
    const both = Promise.all([ask("a"), ask("b")]);
    asked[1]?.resolve(2);
    asked[0]?.resolve(1);
    expect(await both).toEqual([1, 2]);
  });

  it("tell everybody who waits of a failure and remember none", async () => {
    const { asked, ask } = lookups();
    const both = Promise.allSettled([ask("a"), ask("a")]);
    asked[0]?.reject(new Error("gone"));
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const later = ask("a");
    asked[1]?.resolve(2);
    expect(await later).toBe(2);
  });

  it("give nobody who asks after `forget` an answer to a question from before, nor lose the new one to the old", async () => {
    const { shared, asked, ask } = lookups();
    const before = ask("a");
    shared.forget();
    const after = ask("a");
    asked[0]?.resolve(1);
    expect(await before).toBe(1);
    const joined = ask("a");
    expect(asked).toHaveLength(2);
    asked[1]?.resolve(2);
    expect(await Promise.all([after, joined])).toEqual([2, 2]);
  });
});
