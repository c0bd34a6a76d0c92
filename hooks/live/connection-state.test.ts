import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIRST_RETRY_MS, LONGEST_RETRY_MS, retryDelay } from "./backoff";
import { type ConnectionState, describeConnection, type LinkFacts, phaseOf } from "./connection-state";

const calm: LinkFacts = {
  mode: "live",
  online: true,
  signedOut: false,
  socketComplete: true,
  fallback: false,
  http: "unknown",
  wasComplete: true,
};
const state: ConnectionState = {
  phase: "live",
  mode: "live",
  because: null,
  latencyMs: 180,
  lastHeardAt: 100_000,
  dataAsOf: 100_000,
  nextAttemptAt: null,
};

describe("the honest state", () => {
  it.each([
    ["live", {}],
    ["connecting", { socketComplete: false, wasComplete: false }],
    ["reconnecting", { socketComplete: false }],
    ["polling", { socketComplete: false, fallback: true, http: "ok" }],
    ["polling", { mode: "polling", socketComplete: false, http: "ok" }],
    ["offline", { socketComplete: false, fallback: true, http: "failed" }],
    ["offline", { socketComplete: false, online: false }],
    ["live", { online: false }],
    ["signed_out", { signedOut: true }],
  ] as const)("is %s for %j", (phase, facts) => {
    expect(phaseOf({ ...calm, ...facts }).phase).toBe(phase);
  });

  it("says live only while something was heard", () => {
    expect(describeConnection(state, 101_000)).toEqual({
      tone: "good",
      id: "live_latency",
      values: { seconds: 0.18 },
    });
    expect(describeConnection(state, 130_000)).toMatchObject({
      tone: "warn",
      id: "live_quiet",
      values: { seconds: 30 },
    });
  });
});

describe("waiting between attempts", () => {
  it("is never shorter than 1 s nor longer than 30 s, and spread over the whole span", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, r) => {
          const wait = retryDelay(n, r);
          expect(wait).toBeGreaterThanOrEqual(FIRST_RETRY_MS);
          expect(wait).toBeLessThanOrEqual(LONGEST_RETRY_MS);
        },
      ),
    );
    expect(retryDelay(20, 0)).toBe(FIRST_RETRY_MS);
    expect(retryDelay(20, 0.999_999)).toBeGreaterThan(LONGEST_RETRY_MS - 1);
  });
});
