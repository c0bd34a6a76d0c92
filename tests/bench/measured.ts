import type { Child } from "./child";
import { postgresCpu, processCpu } from "./cpu-meter";
import type { LoadRequest, LoadResult } from "./load/run-load";

export interface Measured {
  readonly perSecond: number;
  /** Microseconds of CPU per fix (or request) of the measured Node process. */
  readonly node: number;
  /** The same of Postgres as a whole; NaN when it cannot be read. */
  readonly postgres: number;
}

export interface Meters {
  readonly target: Child;
  readonly postmaster: number | null;
}

/**
 * CPU between the moment the worker says that it is measuring and its answer.
 * @param worker the process that is asked; its answer says how many fixes it was
 */
export async function measured<Answer extends { fixes: number; seconds: number }>(
  { target, postmaster }: Meters,
  worker: Child,
  question: unknown,
): Promise<Measured & { readonly answer: Answer }> {
  const read = () => ({
    node: processCpu(target.pid),
    postgres: postmaster === null ? Number.NaN : postgresCpu(postmaster),
  });
  let before = read();
  const answer = await worker.ask<Answer>(question, () => {
    before = read();
  });
  const after = read();
  return {
    perSecond: answer.fixes / answer.seconds,
    node: (after.node - before.node) / answer.fixes,
    postgres: (after.postgres - before.postgres) / answer.fixes,
    answer,
  };
}

const WARM_UP_MS = 1_000;
const MEASURE_MS = 4_000;
export const timing = { warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS } as const;

/** `measured` with HTTP load on the target. */
export function underLoad(
  meters: Meters,
  load: Child,
  request: Omit<LoadRequest, "port" | "warmUpMs" | "measureMs">,
): Promise<Measured & { readonly answer: LoadResult }> {
  return measured<LoadResult>(meters, load, { ...timing, ...request, port: meters.target.ready.port });
}
