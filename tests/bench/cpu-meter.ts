import { readdirSync, readFileSync } from "node:fs";

/** Linux counts CPU in ticks of 10 ms for every program that asks (USER_HZ, proc(5)). */
const TICK_MICROS = 10_000;

interface ProcessTimes {
  readonly parent: number;
  /** Microseconds of all its threads. */
  readonly own: number;
  /** Microseconds of children that have ended. */
  readonly ended: number;
}

function timesOf(pid: number): ProcessTimes | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // The name stands in brackets and may hold blanks; fields are counted from the last bracket (proc(5): field 3 on).
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const field = (index: number) => Number(fields[index - 3]);
  return {
    parent: field(4),
    own: (field(14) + field(15)) * TICK_MICROS,
    ended: (field(16) + field(17)) * TICK_MICROS,
  };
}

/** Microseconds of CPU one process has used since it began, all threads. */
export function processCpu(pid: number): number {
  return timesOf(pid)?.own ?? 0;
}

/**
 * Microseconds of CPU of a whole PostgreSQL server: backends, log writer, checkpointer and those that have ended.
 * Other databases of the same server count as well, so nothing else should be using it.
 */
export function postgresCpu(postmaster: number): number {
  const main = timesOf(postmaster);
  if (!main) return 0;
  let total = main.own + main.ended;
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const times = timesOf(pid);
    if (times?.parent === postmaster) total += times.own;
  }
  return total;
}

/** The process that started a backend; null when it runs on another machine. */
export function postmasterOf(backend: number): number | null {
  return timesOf(backend)?.parent ?? null;
}
