import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAppError } from "@/lib/errors";
import { Turnstile } from "./turnstile";

/** Work that goes on until told to end. */
function guest() {
  let leave: () => void = () => undefined;
  let fail: (reason: Error) => void = () => undefined;
  const stay = new Promise<void>((resolve, reject) => {
    leave = resolve;
    fail = reject;
  });
  return { stay, leave: () => leave(), fail: (reason: Error) => fail(reason) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("a turnstile", () => {
  it("sends away whoever finds the line full, with a time to come back, and lets the next in when one leaves", async () => {
    const turnstile = new Turnstile(1, 1);
    const first = guest();
    const order: string[] = [];
    const one = turnstile.run(() => first.stay);
    const two = turnstile.run(async () => void order.push("two"));
    const refused = await turnstile.run(async () => void order.push("three")).catch((error) => error);
    expect(isAppError(refused) && [refused.code, refused.details.retryAfterSeconds]).toEqual([
      "too_many_requests",
      5,
    ]);
    await settle();
    expect(order).toEqual([]);
    first.leave();
    await Promise.all([one, two]);
    expect(order).toEqual(["two"]);
    expect(await turnstile.run(async () => "free again")).toBe("free again");
  });

  it("keeps its place count right whoever fails, and never lets in more than it may", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), async (fates) => {
        const turnstile = new Turnstile(2, 100);
        let inside = 0;
        let most = 0;
        const outcomes = await Promise.allSettled(
          fates.map((fails) =>
            turnstile.run(async () => {
              most = Math.max(most, ++inside);
              await settle();
              inside--;
              if (fails) throw new Error("fell");
            }),
          ),
        );
        expect(most).toBe(Math.min(2, fates.length));
        expect(outcomes.map(({ status }) => status === "rejected")).toEqual(fates);
      }),
      { numRuns: 30 },
    );
  });
});
