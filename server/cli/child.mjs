import { spawn } from "node:child_process";

/** Makes a Node process end when the one that started it is gone. */
export const exitWithLauncher = new URL("./exit-with-launcher.mjs", import.meta.url).href;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * @typedef {object} Outcome
 * @property {number | null} code exit code, null after a signal or when the program could not be started
 * @property {NodeJS.Signals | null} signal
 * @property {string} tail the last lines of its output, both streams in the order they came
 * @property {boolean} ok
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & {
 *   onLine?: (line: string) => void, keep?: (line: string) => boolean, input?: string, show?: boolean, tied?: boolean }} [options]
 *   `show` lets it write to our own output instead (then there is no tail); `keep` chooses the lines worth a place in the tail
 * @returns {Promise<Outcome>}
 */
export function runToEnd(
  command,
  args,
  { onLine, keep = () => true, input, show = false, tied = false, ...options } = {},
) {
  return new Promise((resolve) => {
    /** @type {string[]} */
    const lines = [];
    const piped = show ? "inherit" : "pipe";
    const stdio = [input === undefined ? "ignore" : "pipe", piped, piped, ...(tied ? ["ipc"] : [])];
    const child = spawn(command, args, {
      ...options,
      stdio: /** @type {import("node:child_process").StdioOptions} */ (stdio),
    });
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) {
        eachLine(stream, (line) => {
          onLine?.(line);
          if (keep(line) && lines.push(line) > 40) lines.shift();
        });
      }
    }
    // A program that refuses its input has said why on its output.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    const finish = (/** @type {Partial<Outcome>} */ outcome) => {
      running.delete(child);
      resolve({ code: null, signal: null, ok: outcome.code === 0, tail: lines.join("\n"), ...outcome });
    };
    child.once("error", (error) => finish({ tail: error.message }));
    child.once("close", (code, signal) => finish({ code, signal }));
  });
}

/**
 * Runs Node to its end, or to ours: left over from a killed launcher, a build or an install would write into the next one's files.
 * @param {string[]} args
 * @param {Parameters<typeof runToEnd>[2]} options
 */
export function runNode(args, options = {}) {
  const env = { ...(options.env ?? process.env), TRUCKROLL_LAUNCHER: String(process.pid) };
  return runToEnd(process.execPath, ["--import", exitWithLauncher, ...args], { ...options, env, tied: true });
}

/**
 * Ends every program that `runToEnd` still waits for.
 * @param {NodeJS.Signals} signal
 */
export function endRunning(signal) {
  for (const child of running) child.kill(signal);
}

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {(line: string) => void} use
 */
function eachLine(stream, use) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (/** @type {string} */ text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) use(line);
  });
  stream.on("end", () => {
    if (rest !== "") use(rest);
  });
}
