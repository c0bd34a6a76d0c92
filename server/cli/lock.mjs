import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { writeAtomically } from "./atomic-file.mjs";
import { ownMark, stillRuns } from "./process-mark.mjs";

/**
 * A lock between processes that a `kill -9` cannot leave behind.
 *
 * The folder holds numbered files; the highest number is the lock, held while the process named in it runs. Taking it
 * over means creating the next number, which only one contender can do. Deleting a stale lock file would not do: two
 * contenders may both find it stale, and the slower one then deletes the lock that the faster one has just taken.
 */

/**
 * @param {string} folder
 * @returns {{ release: () => void, holder?: undefined } | { holder: { pid: number }, release?: undefined }}
 */
export function tryLock(folder) {
  mkdirSync(folder, { recursive: true });
  for (;;) {
    const newest = numbers(folder).at(-1) ?? 0;
    const holder = newest === 0 ? null : readHolder(path.join(folder, String(newest)));
    if (holder) return { holder };
    const mine = newest + 1;
    const file = path.join(folder, String(mine));
    try {
      writeFileSync(file, JSON.stringify(ownMark()), { flag: "wx" });
    } catch (error) {
      if (error.code === "EEXIST") continue;
      throw error;
    }
    const all = numbers(folder);
    if (all.at(-1) !== mine) {
      rmSync(file, { force: true });
      continue;
    }
    for (const number of all.slice(0, -1)) rmSync(path.join(folder, String(number)), { force: true });
    return { release: () => writeAtomically(file, "{}") };
  }
}

/**
 * Runs `work` while holding the lock, waiting for it as long as its holder lives.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T> | T} work
 * @param {(holder: { pid: number }) => void} [onWait] called once if there is something to wait for
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, onWait = () => {}) {
  let told = false;
  for (;;) {
    const attempt = tryLock(folder);
    if (attempt.release) {
      try {
        return await work();
      } finally {
        attempt.release();
      }
    }
    if (!told) onWait(attempt.holder);
    told = true;
    await pause(100);
  }
}

/** @param {string} folder */
function numbers(folder) {
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/**
 * @param {string} file
 * @returns {{ pid: number } | null}
 */
function readHolder(file) {
  try {
    const text = readFileSync(file, "utf8");
    // Created but not yet written: its owner is between two system calls, unless it died exactly there.
    if (text === "") return Date.now() - statSync(file).mtimeMs < 2000 ? { pid: 0 } : null;
    const written = JSON.parse(text);
    return stillRuns(written) ? written : null;
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}
