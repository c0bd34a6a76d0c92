import { existsSync } from "node:fs";
import path from "node:path";
import { openCappedLog } from "./capped-log.mjs";
import { describeEnding, startCompanion } from "./companion.mjs";

const shortestPauseMs = 1000;
const longestPauseMs = 60_000;

/**
 * Keeps the demo's vans driving: starts the simulator, and again, ever more slowly, when it dies. Whatever happens to it,
 * the server does not notice.
 * @param {string[]} args what follows `node`
 * @param {{ dataDir: string, env: NodeJS.ProcessEnv, onStart: () => void }} options
 */
export function keepSimulating(args, { dataDir, env, onStart }) {
  const { handle } = openCappedLog(path.join(dataDir, "simulator.log"));
  let stopped = false;
  let pauseMs = shortestPauseMs;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {import("./companion.mjs").Companion | undefined} */
  let current;
  const start = () => {
    const started = Date.now();
    const companion = startCompanion(args, { env, output: handle });
    current = companion;
    onStart();
    companion.ended.then((ending) => {
      if (stopped) return;
      if (Date.now() - started > longestPauseMs) pauseMs = shortestPauseMs;
      const log = path.join(dataDir, "simulator.log");
      console.error(
        `The demo's simulator stopped (${describeEnding(ending)}, see ${log}); again in ${pauseMs / 1000} s.`,
      );
      timer = setTimeout(start, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    });
  };
  start();
  return {
    identity: () => current?.identity,
    signal: (/** @type {NodeJS.Signals} */ name) => current?.signal(name),
    async stop(/** @type {number} */ patienceMs) {
      stopped = true;
      clearTimeout(timer);
      await current?.stop(patienceMs);
    },
  };
}

/**
 * @param {string} dataDir
 * @returns {boolean} whether the demo city was seeded into the database of this folder
 */
export function demoWasSeeded(dataDir) {
  return existsSync(path.join(dataDir, "demo.json"));
}
