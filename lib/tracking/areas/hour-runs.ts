import { groupsOf } from "./groups";

export const HOUR_MS = 3_600_000;

/** A stretch of time [from, until), epoch ms. */
export interface Run {
  readonly from: number;
  readonly until: number;
}

/**
 * Hours in a row become one stretch, cut to a span.
 * @param hours their beginnings, epoch ms, ascending, each once
 */
export function hourRuns(hours: readonly number[], span: Run): Run[] {
  const runs: { from: number; until: number }[] = [];
  for (const hour of hours) {
    const last = runs.at(-1);
    if (last?.until === hour) last.until = hour + HOUR_MS;
    else runs.push({ from: hour, until: hour + HOUR_MS });
  }
  return runs
    .map(({ from, until }) => ({ from: Math.max(from, span.from), until: Math.min(until, span.until) }))
    .filter(({ from, until }) => from < until);
}

/** Splits stretches of time so that none is longer than `most` milliseconds, then takes them together up to that length. */
export function portions(runs: readonly Run[], most: number): (readonly Run[])[] {
  const short = runs.flatMap(({ from, until }) =>
    Array.from({ length: Math.ceil((until - from) / most) }, (_, index) => ({
      from: from + index * most,
      until: Math.min(until, from + (index + 1) * most),
    })),
  );
  return groupsOf(short, lengthOf, most);
}

/** Milliseconds. */
export function lengthOf({ from, until }: Run): number {
  return until - from;
}
