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
export function portions(runs: readonly Run[], most: number): Run[][] {
  const result: Run[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const run of runs) {
    for (let from = run.from; from < run.until; from += most) {
      const piece = { from, until: Math.min(run.until, from + most) };
      const last = result.at(-1);
      if (last === undefined || length + piece.until - piece.from > most) {
        result.push([piece]);
        length = 0;
      } else last.push(piece);
      length += piece.until - piece.from;
    }
  }
  return result;
}
