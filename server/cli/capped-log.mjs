import { openSync, statSync, truncateSync } from "node:fs";

const limitBytes = 10 * 1024 * 1024;

/**
 * Opens a log to append to, starting it anew when it has grown past 10 MB.
 * @param {string} file
 * @returns {{ handle: number, offset: number }} file descriptor, and where this run's lines begin
 */
export function openCappedLog(file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > limitBytes) truncateSync(file);
  const handle = openSync(file, "a", 0o600);
  return { handle, offset: size > limitBytes ? 0 : size };
}
