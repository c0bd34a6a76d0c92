/** Waits, or returns at once when the signal has been given. */
export function sleep(milliseconds: number, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stop.addEventListener("abort", done);
  });
}

/** Doubling pauses from 1 to 30 s, each shortened by up to half at random so that phones do not return in step. */
export function createBackOff(random: () => number) {
  let failures = 0;
  return {
    succeeded: () => {
      failures = 0;
    },
    nextPauseMs: () => Math.min(30_000, 1000 * 2 ** failures++) * (0.5 + random() / 2),
  };
}
