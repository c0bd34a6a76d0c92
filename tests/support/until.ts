import { setTimeout as pause } from "node:timers/promises";

/**
 * Looks again and again until `look` answers something other than false, null or undefined.
 * @param within milliseconds after which the test fails with `what`
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  within = 40_000,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + within;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) {
      return found as Exclude<T, false | null | undefined>;
    }
    if (performance.now() > deadline) throw new Error(`not within ${within} ms: ${what}`);
    await pause(10);
  }
}
