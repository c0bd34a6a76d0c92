import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterAnswer, type Breaker, closedBreaker, mayAsk, whileAsking } from "./circuit-breaker";

const failing = (times: number, now = 0): Breaker =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => afterAnswer(breaker, false, now), closedBreaker);

describe("a server that may be gone", () => {
  it("is asked on after two failures, and left alone after three", () => {
    expect(failing(2)).toEqual({ state: "closed", failures: 2 });
    expect(failing(3)).toEqual({ state: "open", until: 30_000 });
    expect(mayAsk(failing(3), 29_999)).toBe(false);
    expect(mayAsk(failing(3), 30_000)).toBe(true);
  });

  it("is forgiven by one good answer", () => {
    expect(afterAnswer(failing(2), true, 0)).toEqual(closedBreaker);
  });

  it("is tried with one question, and nobody else asks meanwhile", () => {
    const trying = whileAsking(failing(3));
    expect(trying).toEqual({ state: "half_open" });
    expect(mayAsk(trying, 1e12)).toBe(false);
    expect(afterAnswer(trying, true, 40_000)).toEqual(closedBreaker);
    expect(afterAnswer(trying, false, 40_000)).toEqual({ state: "open", until: 70_000 });
  });

  it("that never answers is asked at most twice a minute after the first three times", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }), (pauses) => {
        let [breaker, now, asked]: [Breaker, number, number] = [closedBreaker, 0, 0];
        for (const pause of pauses) {
          now += pause;
          if (!mayAsk(breaker, now)) continue;
          breaker = afterAnswer(whileAsking(breaker), false, now);
          asked += 1;
        }
        expect(asked).toBeLessThanOrEqual(3 + now / 30_000);
      }),
    );
  });
});
