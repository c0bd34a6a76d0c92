import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runToEnd } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { systemFolder } from "./system-folder.mjs";

/** Present in every passwd; PostgreSQL refuses to run as root and initdb refuses a number without a name. */
const nobody = { uid: 65_534, gid: 65_534 };

/**
 * Decides where the database files are and whose they are.
 * @param {string} dataDir existing folder
 * @returns {Promise<{ home: string, cluster: string, runAs: { uid: number, gid: number } | undefined }>} `home` holds the
 *   cluster folder and what is written beside it; `runAs` is undefined when we may run PostgreSQL as ourselves
 */
export async function findClusterHome(dataDir) {
  if (process.getuid?.() !== 0) {
    const cluster = path.join(dataDir, "pg");
    const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
    if (owner !== undefined && process.getuid && owner !== process.getuid()) {
      throw new Failure(
        `The database files in ${cluster} belong to another user: start Truckroll as the user who started it first, or set DATA_DIR to a folder of your own.`,
      );
    }
    return { home: dataDir, cluster, runAs: undefined };
  }
  const inPlace = path.join(dataDir, "pg");
  const existing = statSync(inPlace, { throwIfNoEntry: false });
  if (existing) {
    // Whoever wrote the files keeps them, also when root takes over from a normal user.
    const runAs = existing.uid === 0 ? nobody : { uid: existing.uid, gid: existing.gid };
    if (!(await canEnter(dataDir, runAs))) {
      throw new Failure(
        `The database files in ${inPlace} lie under a folder that user number ${runAs.uid} may not enter: give it the right to (chmod o+x), or set DATA_DIR to another folder.`,
      );
    }
    return { home: dataDir, cluster: inPlace, runAs };
  }
  const elsewhere = () => {
    const hash = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
    const home = path.join(systemFolder(), `data-${hash}`);
    mkdirSync(home, { recursive: true });
    // Not by mkdir's mode: a umask of 077 would keep nobody out.
    chmodSync(home, 0o711);
    writeFileSync(path.join(dataDir, "pg.location"), `${home}\n`);
    return { home, cluster: path.join(home, "pg"), runAs: nobody };
  };
  if (await canEnter(dataDir, nobody)) return { home: dataDir, cluster: inPlace, runAs: nobody };
  return elsewhere();
}

/**
 * @param {string} folder
 * @param {{ uid: number, gid: number }} runAs
 */
async function canEnter(folder, runAs) {
  const tried = () => runToEnd("/bin/sh", ["-c", 'cd "$0"', folder], { ...runAs, cwd: "/" });
  if ((await tried()).ok) return true;
  // The folder itself is ours to open (its secrets have modes of their own); its parents are not.
  const before = statSync(folder).mode & 0o7777;
  chmodSync(folder, before | 0o011);
  if ((await tried()).ok) return true;
  chmodSync(folder, before);
  return false;
}
