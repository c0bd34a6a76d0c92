import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attempts, bookAttempt, delayAfter } from "./lock-out";

const guess = (attempts: Attempts | null, now: number) => {
  const result = bookAttempt(attempts, now);
  if (!result.allowed) throw new Error(`locked for ${result.waitMs} ms`);
  return result.attempts;
};

describe("lock-out", () => {
  it("costs nothing for four failures, 30 s from the fifth, doubling to 15 min", () => {
    expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 1000].map(delayAfter)).toEqual([
      0, 0, 30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000, 900_000,
    ]);
  });

  it("refuses while locked, without prolonging the lock", () => {
    let attempts: Attempts | null = null;
    for (let i = 0; i < 5; i += 1) attempts = guess(attempts, 1000 + i);
    expect(bookAttempt(attempts, 1005)).toEqual({ allowed: false, waitMs: 29_999 });
    expect(bookAttempt(attempts, 31_003)).toEqual({ allowed: false, waitMs: 1 });
    expect(guess(attempts, 31_004).failures).toBe(6);
  });

  it("forgets after a quiet day", () => {
    const attempts = { failures: 9, lockedUntil: 500, updatedAt: 0 };
    expect(guess(attempts, 24 * 3_600_000).failures).toBe(1);
  });

  it("never allows more than 110 guesses a day, however they are timed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 3000 }),
        (gaps) => {
          let now = 0;
          let allowed = 0;
          let attempts: Attempts | null = null;
          for (const gap of gaps) {
            now += gap;
            if (now > 24 * 3_600_000) break;
            const result = bookAttempt(attempts, now);
            if (!result.allowed) continue;
            allowed += 1;
            attempts = result.attempts;
          }
          expect(allowed).toBeLessThanOrEqual(110);
        },
      ),
      { numRuns: 50 },
    );
  });
});
