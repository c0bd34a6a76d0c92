import { describe, expect, it } from "vitest";
import { newId, risingIds } from "./id";

describe("ids of one batch", () => {
  it("rise from one to the next although they are all of one moment, and lie after those of the moment before", () => {
    const now = Date.UTC(2026, 2, 2);
    const next = risingIds(500, now);
    const ids = Array.from({ length: 500 }, next);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(newId(now - 1) < (ids[0] ?? "")).toBe(true);
  });

  it("are never more than were prepared", () => {
    const next = risingIds(1);
    next();
    expect(next).toThrow("only 1 ids were prepared");
  });
});
