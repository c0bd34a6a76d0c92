import type { ArrivalWire } from "./arrival-wire";

/** When somebody arrives, epoch ms. */
export interface ArrivalTimes {
  readonly at: number;
  /** Not before this, by what eight drives of ten take. */
  readonly earliest: number;
  readonly latest: number;
}

/**
 * The moments an estimate means, read at `now`: nobody arrives in the past, and who has not left leaves now at the earliest.
 * @param now epoch ms
 * @returns null when there is no estimate
 */
export function arrivalTimes(arrival: ArrivalWire | null, now: number): ArrivalTimes | null {
  if (arrival === null || arrival.seconds === null || arrival.interval_seconds === null) return null;
  const [fast, slow] = arrival.interval_seconds;
  const from = arrival.on_the_way ? Date.parse(arrival.as_of ?? "") : departure(arrival, now);
  const notBefore = (seconds: number) => Math.max(now, from + seconds * 1000);
  return { at: notBefore(arrival.seconds), earliest: notBefore(fast), latest: notBefore(slow) };
}

function departure({ departs_at }: ArrivalWire, now: number): number {
  return departs_at === null ? now : Math.max(now, Date.parse(departs_at));
}

/** A change up to this is no news: in milliseconds, and as a share of the time that is left but not less than the second. */
const CALM_MS = 60_000;
const CALM_SHARE = 0.1;
const LEAST_NEWS_MS = 15_000;

/**
 * Whether a new estimate says something else than the one that is shown: who goes, whether he is on the way, how it was
 * measured, or a time that moved by more than a minute or a tenth of what is left.
 * @param now epoch ms
 */
export function isNews(held: ArrivalWire, next: ArrivalWire, now: number): boolean {
  if (
    held.technician_id !== next.technician_id ||
    held.on_the_way !== next.on_the_way ||
    held.by !== next.by ||
    held.reason !== next.reason
  ) {
    return true;
  }
  const [before, after] = [arrivalTimes(held, now), arrivalTimes(next, now)];
  if (before === null || after === null) return before !== after;
  const moved = Math.abs(after.at - before.at);
  return moved > CALM_MS || moved > Math.max(LEAST_NEWS_MS, (before.at - now) * CALM_SHARE);
}
