/** Wrong passwords in a row that cost nothing but themselves. */
export const FREE_FAILURES = 5;
const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 15 * 60_000;
/** After this long without a failure the count starts again. */
const FORGET_MS = 24 * 3_600_000;

/** Failed sign-ins of one address; times are epoch ms. */
export interface Attempts {
  readonly failures: number;
  readonly lockedUntil: number | null;
  readonly updatedAt: number;
}

/**
 * How long an address stays locked after so many failures, milliseconds: nothing before the fifth, then 30 s,
 * doubling up to 15 min.
 */
export function delayAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - FREE_FAILURES, 20));
}

/**
 * Decides about one more attempt. It is booked as a failure before the password is looked at, so that parallel
 * guesses cannot outrun the count; a right password clears the book.
 * @param previous null when the address has no failures
 * @returns `waitMs` when the attempt has to wait, otherwise the book after it
 */
export function bookAttempt(
  previous: Attempts | null,
  now: number,
): { allowed: true; attempts: Attempts } | { allowed: false; waitMs: number } {
  const lockedUntil = previous?.lockedUntil ?? null;
  if (lockedUntil !== null && lockedUntil > now) return { allowed: false, waitMs: lockedUntil - now };
  const remembered = previous !== null && now - previous.updatedAt < FORGET_MS ? previous.failures : 0;
  const failures = remembered + 1;
  const delay = delayAfter(failures);
  return {
    allowed: true,
    attempts: { failures, lockedUntil: delay === 0 ? null : now + delay, updatedAt: now },
  };
}
