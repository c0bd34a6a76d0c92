import { spawn } from "node:child_process";
import { exitWithLauncher } from "./child.mjs";
import { root } from "./paths.mjs";
import { processMark } from "./process-mark.mjs";

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending */

/**
 * @typedef {object} Companion a Node process that lives beside the launcher and not longer
 * @property {{ pid: number, mark: string | null }} identity
 * @property {Promise<Ending>} ended
 * @property {() => Ending | null} ending how it ended, null while it runs
 * @property {(patienceMs: number) => Promise<void>} stop asks it to end, and after that time makes it
 * @property {(signal: NodeJS.Signals) => void} signal
 */

/**
 * @param {string[]} args what follows `node` on the command line
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {number | "inherit"} [options.output] file descriptor of a log, or our own output
 * @param {boolean} [options.foreground] whether it shares our keyboard: it may read it, and Ctrl-C reaches it directly
 * @returns {Companion}
 */
export function startCompanion(args, { env, output = "inherit", foreground = false }) {
  const child = spawn(process.execPath, ["--enable-source-maps", "--import", exitWithLauncher, ...args], {
    cwd: root,
    env: { ...env, TRUCKROLL_LAUNCHER: String(process.pid) },
    // A session of its own: Ctrl-C in a terminal goes to every process of the group, and the order of stopping is ours.
    detached: !foreground && process.platform !== "win32",
    stdio: [foreground ? "inherit" : "ignore", output, output, "ipc"],
  });
  /** @type {Ending | null} */
  let ending = null;
  /** @type {Promise<Ending>} */
  const ended = new Promise((resolve) => {
    const end = (/** @type {Ending} */ how) => {
      ending ??= how;
      resolve(ending);
    };
    child.once("error", () => end({ code: null, signal: null }));
    child.once("exit", (code, signal) => end({ code, signal }));
  });
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    if (!ending) child.kill(name);
  };
  return {
    identity: { pid: child.pid ?? 0, mark: processMark(child.pid ?? 0) },
    ended,
    ending: () => ending,
    signal,
    async stop(patienceMs) {
      signal("SIGTERM");
      const timer = setTimeout(() => signal("SIGKILL"), patienceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

/**
 * @param {Ending} ending
 * @returns {string} such as `exit code 1`
 */
export function describeEnding({ code, signal }) {
  if (signal) return `signal ${signal}`;
  return code === null ? "it could not be started" : `exit code ${code}`;
}
