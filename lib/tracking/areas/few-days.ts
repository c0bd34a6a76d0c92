import type { Run } from "./hour-runs";

export const DAY_MS = 86_400_000;

/** Days of a stretch that still counts as short. */
const FEW = 4;

/**
 * The whole days (UTC) that stretches of time touch, from the first to the last; null when they are many, or there are no stretches.
 * @param runs finite, epoch ms
 */
export function fewDays(runs: readonly Run[]): Run | null {
  let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const run of runs) {
    from = Math.min(from, run.from);
    until = Math.max(until, run.until);
  }
  const days = { from: Math.floor(from / DAY_MS) * DAY_MS, until: Math.ceil(until / DAY_MS) * DAY_MS };
  return days.until - days.from <= FEW * DAY_MS && days.from <= days.until ? days : null;
}

/** The same with so many days more on either side. */
export function withDays({ from, until }: Run, more: number): Run {
  return { from: from - more * DAY_MS, until: until + more * DAY_MS };
}
