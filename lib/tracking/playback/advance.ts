import type { QuietSpan } from "./quiet-spans";

export const playbackRates = [1, 10, 60] as const;
export type PlaybackRate = (typeof playbackRates)[number];

export interface Pace {
  readonly rate: PlaybackRate;
  /** Times that take no time, in order and apart; empty when nothing is skipped. */
  readonly skips: readonly QuietSpan[];
  /** Where it ends, epoch ms. */
  readonly until: number;
}

/**
 * The moment that is shown when a playback has gone on for a while. Calling it for two parts of that while, one after the
 * other, comes to the same.
 * @param at the moment shown before, epoch ms
 * @param elapsedMs how long somebody has watched since
 */
export function advance(at: number, elapsedMs: number, { rate, skips, until }: Pace): number {
  let left = elapsedMs * rate;
  let now = at;
  for (const span of skips) {
    if (span.until <= now) continue;
    if (span.from >= now + left) break;
    left -= Math.max(0, span.from - now);
    now = span.until;
  }
  return Math.min(until, now + left);
}
