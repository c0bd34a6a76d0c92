import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { writeAtomically } from "./atomic-file.mjs";
import { runToEnd } from "./child.mjs";
import { Failure } from "./failure.mjs";

/** The one database in a cluster of ours. */
export const database = "truckroll";

/** @typedef {import("./embedded-postgres.mjs").Instance} Instance */

/**
 * Builds the cluster under another name and renames it when complete, so that a crash half-way leaves nothing that looks whole.
 * @param {Instance} instance
 */
export async function createCluster({ home, cluster, initdb, postgres, runAs, as, password }) {
  if (existsSync(cluster)) return;
  const draft = path.join(home, "pg.new");
  const passwordFile = path.join(home, "pg.new.password");
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  chmodSync(draft, 0o700);
  writeFileSync(passwordFile, password, { mode: 0o600, flag: "wx" });
  if (runAs) {
    for (const file of [draft, passwordFile]) chownSync(file, runAs.uid, runAs.gid);
  }
  try {
    const initArgs = ["-D", draft, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const made = await runToEnd(
      initdb,
      [...initArgs, "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-instructions"],
      { ...as, cwd: draft },
    );
    if (!made.ok) throw new Failure(`The embedded database could not be created in ${home}.`, made.tail);
    await singleUser({ postgres, cluster: draft, as }, `CREATE DATABASE ${database};`);
    writePasswordMark({ home, password });
    renameSync(draft, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** @param {Instance} instance */
export async function changePassword(instance) {
  await singleUser(instance, `ALTER ROLE postgres PASSWORD '${instance.password.replaceAll("'", "''")}';`);
  writePasswordMark(instance);
}

/**
 * Runs one statement while no server is up: no port, no password, no client library.
 * @param {Pick<Instance, "postgres" | "cluster" | "as">} instance
 * @param {string} sql
 */
async function singleUser({ postgres, cluster, as }, sql) {
  const done = await runToEnd(postgres, ["--single", "-D", cluster, "postgres"], {
    ...as,
    cwd: cluster,
    input: `${sql}\n`,
    // The server repeats a statement that failed, and the statement may hold the password.
    keep: (line) => !line.includes("STATEMENT:"),
  });
  // Single-user mode exits with 0 even when the statement failed.
  if (!done.ok || /\b(ERROR|FATAL|PANIC):/.test(done.tail)) {
    throw new Failure(`The embedded database in ${cluster} could not be prepared.`, done.tail);
  }
}

/** @param {Instance} instance */
export function checkMajor({ cluster, major }) {
  const written = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  if (written === major) return;
  throw new Failure(
    `The database files in ${cluster} were written by PostgreSQL ${written} and the bundled one is ${major}: go back to the release that wrote them, or dump and restore with PostgreSQL ${written}.`,
  );
}

/**
 * @param {Instance} instance
 * @returns {boolean} whether the cluster was last given this very password
 */
export function knowsPassword({ home, password }) {
  const file = path.join(home, "pg.password-mark");
  return existsSync(file) && readFileSync(file, "utf8").trim() === passwordMark(password);
}

/** @param {Pick<Instance, "home" | "password">} instance */
function writePasswordMark({ home, password }) {
  writeAtomically(path.join(home, "pg.password-mark"), `${passwordMark(password)}\n`, 0o600);
}

/** @param {string} password */
function passwordMark(password) {
  return createHash("sha256").update(password).digest("hex");
}
