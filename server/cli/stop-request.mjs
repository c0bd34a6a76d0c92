import { endRunning } from "./child.mjs";
import { printFailure } from "./failure.mjs";

/** What was started, and how to end it, in order; the end goes backwards. @type {{ stop: () => Promise<void> | void, force?: () => void }[]} */
const started = [];

let requested = false;
/** @type {() => void} */
let request = () => {};

/** Resolves once somebody asks the launcher to stop. */
export const stopRequest = new Promise((/** @type {(value: void) => void} */ resolve) => {
  request = resolve;
});

export const stopRequested = () => requested;

/** Thrown between steps once somebody asked us to stop. */
export class Interrupted extends Error {}

/**
 * Remembers how to end something that has been, or is about to be, started.
 * @param {() => Promise<void> | void} stop waits until it has ended
 * @param {() => void} [force] ends it at once, without waiting
 */
export function endLater(stop, force) {
  started.push({ stop, force });
}

/**
 * Ends all of it, the last first; what cannot be ended does not keep the others running.
 * @returns {Promise<boolean>} whether all of it ended well
 */
export async function endAll() {
  let well = true;
  for (const { stop } of started.toReversed()) {
    try {
      await stop();
    } catch (error) {
      printFailure(error);
      well = false;
    }
  }
  return well;
}

function onSignal() {
  if (requested) {
    console.error("\nStopping at once.");
    for (const { force } of started.toReversed()) force?.();
    process.exit(130);
  }
  requested = true;
  process.stdout.write("\nStopping; press Ctrl-C again to stop at once.\n");
  endRunning("SIGTERM");
  request();
}

/** From here on a signal asks us to stop, and a second one insists. */
export function heedSignals() {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, onSignal);
}
