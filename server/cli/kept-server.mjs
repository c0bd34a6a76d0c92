import { describeEnding, startCompanion } from "./companion.mjs";
import { Failure } from "./failure.mjs";
import { stopRequest, stopRequested } from "./stop-request.mjs";
import { YOUNG_HEAP } from "./young-heap.mjs";

/** A server that has run this long has shown that it can. */
const provenMs = 60_000;

/**
 * The server for as long as the launcher runs. One that dies after it has served for a while is started again: nothing it
 * knew was only in its memory. One that dies young would die again.
 * @param {string[]} args what follows `node`
 * @param {{ env: NodeJS.ProcessEnv, onStart: () => void }} options
 */
export function keepServer(args, { env, onStart }) {
  /** @type {import("./companion.mjs").Companion | undefined} */
  let current;
  const start = () => {
    current = startCompanion([YOUNG_HEAP, ...args], { env });
    onStart();
    return current;
  };
  return {
    start,
    identity: () => current?.identity,
    signal: (/** @type {NodeJS.Signals} */ name) => current?.signal(name),
    stop: async (/** @type {number} */ patienceMs) => current?.stop(patienceMs),
    /**
     * Keeps it alive until somebody asks the launcher to stop.
     * @param {import("./companion.mjs").Companion} first the one that `start` gave and that answers by now
     * @param {Promise<never>} failure rejects when going on is impossible
     * @throws {Failure} when a server dies young
     */
    async keepAlive(first, failure) {
      for (let companion = first; ; companion = start()) {
        const since = Date.now();
        const sentence = await lastWords(companion, "server", failure);
        if (sentence === null) return;
        if (Date.now() - since < provenMs) throw new Failure(sentence);
        console.error(`${sentence} Starting it again.`);
      }
    },
  };
}

/**
 * Waits for a companion that nobody starts again.
 * @param {import("./companion.mjs").Companion} companion
 * @param {string} name
 * @param {Promise<never>} failure rejects when going on is impossible
 * @throws {Failure} when it ends by itself
 */
export async function untilEnd(companion, name, failure) {
  const sentence = await lastWords(companion, name, failure);
  if (sentence !== null) throw new Failure(sentence);
}

/**
 * @param {import("./companion.mjs").Companion} companion
 * @param {string} name
 * @param {Promise<never>} failure
 * @returns {Promise<string | null>} how it ended by itself, null when somebody asked the launcher to stop
 */
async function lastWords(companion, name, failure) {
  const ending = await Promise.race([stopRequest, companion.ended, failure]);
  if (!ending || stopRequested()) return null;
  return `The ${name} stopped by itself (${describeEnding(ending)}); its last words are above.`;
}
