import { DAY_MS } from "./few-days";
import type { Run } from "./hour-runs";

/** Stretches of one technician's time. */
export interface Piece {
  readonly technicianId: string;
  /** In order, apart. */
  readonly runs: readonly Run[];
  /** From when to when to look before the first stretch and after the last one, epoch ms. */
  readonly context: Run;
}

/** One stretch [from, until) of a technician's time, epoch ms, and how far a neighbour before and after it may lie. */
export interface Stretch extends Run {
  readonly technicianId: string;
  readonly earliest: number;
  readonly latest: number;
}

/** What lies between two stretches is looked for between them only. */
export function stretchesOf({ technicianId, runs, context }: Piece): Stretch[] {
  return runs.map((run, index) => ({
    ...run,
    technicianId,
    earliest: runs[index - 1]?.until ?? context.from,
    latest: runs[index + 1]?.from ?? context.until,
  }));
}

/**
 * Where neighbours are still to be looked for, as empty stretches at the edge of what was seen.
 * @param fixes those found in the stretch and next to it, in time order
 * @param seen the time in which neighbours were looked for
 * @param now epoch ms; no fix is stored with a time that is far ahead of it
 */
export function unseenBeside(
  stretch: Stretch,
  fixes: readonly { readonly at: number }[],
  seen: Run,
  now: number,
): Stretch[] {
  const { technicianId, earliest, latest } = stretch;
  const [first, last] = [fixes.at(0), fixes.at(-1)];
  const isKnownBefore = first !== undefined && first.at < stretch.from;
  const isKnownAfter = last !== undefined && last.at >= stretch.until;
  const edge = (at: number) => ({ technicianId, from: at, until: at, earliest: at, latest: at });
  const unseen: Stretch[] = [];
  if (!isKnownBefore && earliest < seen.from) unseen.push({ ...edge(seen.from), earliest });
  if (!isKnownAfter && latest > seen.until && seen.until <= now + DAY_MS) {
    unseen.push({ ...edge(seen.until), latest });
  }
  return unseen;
}
