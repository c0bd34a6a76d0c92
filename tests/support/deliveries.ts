import type { Fix } from "@/lib/tracking/types";
import type { Delivery } from "./delivered-day";
import { shuffled } from "./fixes";

type Random = () => number;

const MINUTE = 60_000;

/** How many fixes a batch has at most: more for a long trace, so that a rebuild for each batch stays affordable. */
export function batchLimit(fixes: readonly Fix[]): number {
  return Math.max(8, Math.ceil(fixes.length / 60));
}

/** Each fix 1 to 5 times. */
export function repeated(fixes: readonly Fix[], random: Random): Fix[] {
  return fixes.flatMap((fix) => Array.from({ length: 1 + Math.floor(random() * 5) }, () => fix));
}

/** Cut into batches of 1 to `most` fixes, in the order given, all of which come at `now` (epoch ms). */
export function inBatches(fixes: readonly Fix[], most: number, now: number, random: Random): Delivery[] {
  const deliveries: Delivery[] = [];
  for (let start = 0; start < fixes.length; ) {
    const end = start + 1 + Math.floor(random() * most);
    deliveries.push({ now, fixes: fixes.slice(start, end) });
    start = end;
  }
  return deliveries;
}

/** One by one, each `delayMs` after it was taken. */
export function live(fixes: readonly Fix[], delayMs = 0): Delivery[] {
  return fixes.map((fix) => ({ now: fix.at + delayMs, fixes: [fix] })).sort((a, b) => a.now - b.now);
}

/**
 * As a phone with bad signal sends them: live for some minutes, then nothing for up to 20, then what has gathered, its
 * batches in any order while new fixes come.
 */
export function withOutages(fixes: readonly Fix[], random: Random): Delivery[] {
  const deliveries: Delivery[] = [];
  const byTime = fixes.toSorted((a, b) => a.at - b.at);
  let offlineUntil = 0;
  let onlineUntil = 0;
  let buffer: Fix[] = [];
  const empty = (now: number) => {
    const batches = shuffled(inBatches(buffer, batchLimit(fixes), 0, random), random);
    for (const [index, batch] of batches.entries()) deliveries.push({ ...batch, now: now + index * 700 });
    buffer = [];
  };
  for (const fix of byTime) {
    if (fix.at >= onlineUntil && fix.at >= offlineUntil) {
      empty(offlineUntil);
      onlineUntil = fix.at + random() * 10 * MINUTE;
      offlineUntil = onlineUntil + random() * 20 * MINUTE;
    }
    if (fix.at < onlineUntil) deliveries.push({ now: fix.at + Math.floor(random() * 3000), fixes: [fix] });
    else buffer.push(fix);
  }
  empty(offlineUntil);
  return deliveries.sort((a, b) => a.now - b.now);
}
