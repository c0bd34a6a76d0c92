/** So many failures in a row and the other side is left alone. */
const FAILURES = 3;
/** For how long, milliseconds; then one question finds out. */
const REST_MS = 30_000;

/**
 * Whether another server is worth asking. `closed`: yes. `open`: not before `until`. `half_open`: one question is on its
 * way and decides; nobody else asks.
 */
export type Breaker =
  | { readonly state: "closed"; readonly failures: number }
  | { readonly state: "open"; readonly until: number }
  | { readonly state: "half_open" };

export const closedBreaker: Breaker = { state: "closed", failures: 0 };

/** Whether a question may be asked at a moment, epoch ms. */
export function mayAsk(breaker: Breaker, now: number): boolean {
  return breaker.state === "closed" || (breaker.state === "open" && now >= breaker.until);
}

/** The breaker while a question that `mayAsk` allowed is on its way. */
export function whileAsking(breaker: Breaker): Breaker {
  return breaker.state === "open" ? { state: "half_open" } : breaker;
}

/** The breaker after an answer or a failure, which includes answers that make no sense. @param now epoch ms */
export function afterAnswer(breaker: Breaker, succeeded: boolean, now: number): Breaker {
  if (succeeded) return closedBreaker;
  const failures = breaker.state === "closed" ? breaker.failures + 1 : FAILURES;
  return failures >= FAILURES ? { state: "open", until: now + REST_MS } : { state: "closed", failures };
}
