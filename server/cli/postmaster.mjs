import { spawnSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { portAnswers } from "./ports.mjs";
import { processMark } from "./process-mark.mjs";

/** @typedef {{ pid: number, port: number, ready: boolean }} Postmaster */

/**
 * Reads `postmaster.pid`: line 1 the process, 4 the port, 8 the state ("ready" once connections are welcome).
 * @param {string} text
 * @returns {Postmaster | null} null while the file is being written
 */
export function parsePidFile(text) {
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] || 0), ready: lines[7] === "ready" };
}

/**
 * @param {string} cluster
 * @returns {Postmaster | null} what the cluster's pid file says, whether or not it is still true
 */
export function readPidFile(cluster) {
  try {
    return parsePidFile(readFileSync(path.join(cluster, "postmaster.pid"), "utf8"));
  } catch {
    return null;
  }
}

/**
 * @param {string} cluster
 * @param {Postmaster} postmaster
 * @returns {boolean} whether that process runs and is the PostgreSQL of this cluster (its number may be somebody else's by now)
 */
export function servesCluster(cluster, postmaster) {
  if (processMark(postmaster.pid) === null) return false;
  if (process.platform === "win32") return true;
  const command = commandLine(postmaster.pid);
  return command.includes("postgres") && (command.includes(cluster) || command.includes(real(cluster)));
}

/**
 * Waits while a live postmaster starts up or goes down.
 * @param {string} cluster
 * @param {number} timeoutMs
 * @returns {Promise<Postmaster | null>} one that accepts connections, or null when none is alive (any more)
 */
export async function livePostmaster(cluster, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = readPidFile(cluster);
    if (!found || !servesCluster(cluster, found)) return null;
    if (found.ready && (await portAnswers(found.port))) return found;
    if (Date.now() > deadline) return null;
    await pause(50);
  }
}

/**
 * Ends a postmaster: fast shutdown, and when that takes too long, harder ways (the next start then replays its log).
 * @param {string} cluster
 * @param {Postmaster} postmaster
 * @param {string} pgCtl
 */
export async function endPostmaster(cluster, postmaster, pgCtl) {
  const alive = () => servesCluster(cluster, postmaster);
  if (process.platform === "win32") {
    spawnSync(pgCtl, ["stop", "-D", cluster, "-m", "fast", "-w", "-t", "20"], { stdio: "ignore" });
    return;
  }
  /** @type {[NodeJS.Signals, number][]} */
  const ways = [
    ["SIGINT", 20_000],
    ["SIGQUIT", 5000],
    ["SIGKILL", 5000],
  ];
  for (const [signal, patienceMs] of ways) {
    if (!alive()) return;
    try {
      process.kill(postmaster.pid, signal);
    } catch (error) {
      if (error.code === "ESRCH") return;
      throw error;
    }
    const deadline = Date.now() + patienceMs;
    while (alive() && Date.now() < deadline) await pause(10);
  }
}

/** @param {number} pid */
function commandLine(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  }
  return spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/** @param {string} file */
function real(file) {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
