export const FIRST_RETRY_MS = 1000;
export const LONGEST_RETRY_MS = 30_000;

/**
 * How long to wait before the next attempt, ms: anywhere between 1 s and a ceiling that doubles up to 30 s, so that
 * a thousand pages that lost the same server do not come back in the same moment ("full jitter", Brooker,
 * "Exponential Backoff And Jitter", 2015).
 * @param attempt attempts that failed in a row, from 1
 * @param random in [0, 1)
 */
export function retryDelay(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
  return FIRST_RETRY_MS + (ceiling - FIRST_RETRY_MS) * random;
}
