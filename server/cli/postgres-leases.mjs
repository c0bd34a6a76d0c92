import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "./atomic-file.mjs";
import { ownMark, stillRuns } from "./process-mark.mjs";

/**
 * A file that says who uses the server, so that the last one to leave turns it off.
 * @param {string} dataDir
 */
export function takeLease(dataDir) {
  const folder = path.join(dataDir, "pg.users");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${process.pid}-${randomBytes(4).toString("hex")}`);
  writeAtomically(file, JSON.stringify(ownMark()));
  return file;
}

/**
 * @param {string} dataDir
 * @returns {string[]} leases of processes that still run; those of dead ones are cleared away
 */
export function liveLeases(dataDir) {
  const folder = path.join(dataDir, "pg.users");
  return readdirSync(folder)
    .map((name) => path.join(folder, name))
    .filter((file) => {
      try {
        if (stillRuns(JSON.parse(readFileSync(file, "utf8")))) return true;
      } catch {
        // Damaged by a full disk or a crash: it names nobody.
      }
      rmSync(file, { force: true });
      return false;
    });
}
