import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * What tells a process from a later one that was given the same number (numbers are reused, at once in containers).
 * @param {number} pid
 * @returns {string | null} its start time in some notation, or null when no such process runs
 */
export function processMark(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === "linux") {
    const mark = linuxMark(pid);
    if (mark !== undefined) return mark;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return null;
  }
  if (process.platform === "win32") return "alive";
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() || "alive";
}

/**
 * @param {{ pid?: unknown, mark?: unknown } | null | undefined} written what `ownMark` gave, read back from a file
 * @returns {boolean} whether that very process still runs
 */
export function stillRuns(written) {
  return typeof written?.pid === "number" && processMark(written.pid) === written.mark;
}

/** @returns {{ pid: number, mark: string | null }} this process, to be written into a file for others to check */
export function ownMark() {
  return { pid: process.pid, mark: processMark(process.pid) };
}

/**
 * @param {number} pid
 * @returns {string | null | undefined} undefined when /proc does not tell
 */
function linuxMark(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in brackets may itself hold blanks and brackets; fields count from the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    return `${boot}/${fields[19]}`;
  } catch {
    return undefined;
  }
}
