import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { writeAtomically } from "./atomic-file.mjs";
import { tryLock } from "./lock.mjs";
import { ownMark, stillRuns } from "./process-mark.mjs";

/**
 * @typedef {object} RunRecord `run.json`: who serves this data folder, for the next start and for tools beside it
 * @property {number} pid of the launcher
 * @property {string} mark tells it from a later process of the same number
 * @property {boolean} ready whether it serves already
 * @property {number} port
 * @property {string} url for people
 * @property {string} baseUrl for programs on this machine
 * @property {{ pid: number, mark: string | null }[]} children
 */

/**
 * @param {string} dataDir
 * @returns {RunRecord | null} the copy that runs and is ready, or null
 */
export function runningCopy(dataDir) {
  const record = readRecord(dataDir);
  return record?.ready && stillRuns(record) ? record : null;
}

/**
 * Makes this process the only launcher of a data folder.
 * @param {string} dataDir
 * @param {(pid: number) => void} onStarting another launcher holds it and has no address yet; called once
 * @param {() => boolean} givenUp
 * @returns {Promise<{ release: () => void } | { other: RunRecord } | null>} the other copy once it is ready; null when given up
 */
export async function becomeTheCopy(dataDir, onStarting, givenUp) {
  let told = false;
  while (!givenUp()) {
    const attempt = tryLock(path.join(dataDir, "run.lock"));
    if (attempt.release) {
      const { release } = attempt;
      return {
        release: () => {
          rmSync(path.join(dataDir, "run.json"), { force: true });
          release();
        },
      };
    }
    const other = runningCopy(dataDir);
    if (other) return { other };
    if (!told) onStarting(attempt.holder.pid);
    told = true;
    await pause(200);
  }
  return null;
}

/**
 * Waits for what a killed launcher left behind to end by itself, and ends it after that.
 * @param {string} dataDir
 * @param {number} patienceMs
 */
export async function clearRemains(dataDir, patienceMs) {
  const left = (readRecord(dataDir)?.children ?? []).filter(stillRuns);
  const deadline = Date.now() + patienceMs;
  for (const child of left) {
    while (stillRuns(child) && Date.now() < deadline) await pause(50);
    if (stillRuns(child)) process.kill(child.pid, "SIGKILL");
    while (stillRuns(child)) await pause(20);
  }
}

/**
 * @param {string} dataDir
 * @param {Omit<RunRecord, "pid" | "mark">} record
 */
export function writeRecord(dataDir, record) {
  const text = JSON.stringify({ ...ownMark(), ...record }, null, 2);
  writeAtomically(path.join(dataDir, "run.json"), `${text}\n`, 0o644);
}

/**
 * @param {string} dataDir
 * @returns {RunRecord | null}
 */
function readRecord(dataDir) {
  try {
    return JSON.parse(readFileSync(path.join(dataDir, "run.json"), "utf8"));
  } catch {
    return null;
  }
}
