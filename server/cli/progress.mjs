const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const heartbeatMs = 15_000;

/**
 * @typedef {object} Step
 * @property {(detail: string) => void} detail what is going on right now
 * @property {(label: string) => void} rename what the finished line should say
 */

/**
 * Runs one piece of work as one line: a check mark, what it was, how long it took. A terminal sees it move; a log file
 * gets a sign of life every quarter of a minute.
 * @template T
 * @param {string} label
 * @param {(step: Step) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const out = process.stdout;
  const animated = Boolean(out.isTTY) && process.env.TERM !== "dumb" && !process.env.CI;
  const started = Date.now();
  let title = label;
  let detail = "";
  let frame = 0;
  const clear = () => animated && out.write("\r\x1b[2K");
  const timer = setInterval(
    () => {
      const text = detail === "" ? title : `${title} · ${detail}`;
      if (!animated) {
        out.write(`  … ${text} (${duration(Date.now() - started)})\n`);
        return;
      }
      frame = (frame + 1) % frames.length;
      const line = `${frames[frame]} ${text} ${duration(Date.now() - started)}`;
      out.write(`\r\x1b[2K${line.slice(0, (out.columns || 80) - 1)}`);
    },
    animated ? 100 : heartbeatMs,
  );
  timer.unref();
  try {
    const result = await work({
      detail: (text) => {
        detail = text;
      },
      rename: (text) => {
        title = text;
      },
    });
    clearInterval(timer);
    clear();
    out.write(`✓ ${title} ${dim(duration(Date.now() - started))}\n`);
    return result;
  } catch (error) {
    clearInterval(timer);
    clear();
    out.write(`✗ ${title} ${dim(duration(Date.now() - started))}\n`);
    throw error;
  }
}

/**
 * @param {number} ms
 * @returns {string} `40 ms`, `1.2 s`, `3 min 20 s`
 */
export function duration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {string} text */
function dim(text) {
  return process.stdout.isTTY ? `\x1b[2m${text}\x1b[22m` : text;
}
