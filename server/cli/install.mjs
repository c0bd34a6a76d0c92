import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { writeAtomically } from "./atomic-file.mjs";
import { runNode, runToEnd } from "./child.mjs";
import { Failure } from "./failure.mjs";
import { filesHash } from "./files-hash.mjs";
import { withLock } from "./lock.mjs";
import { root } from "./paths.mjs";

/** @typedef {{ hash: string, dev: boolean }} InstallStamp what was installed last */

/**
 * @param {string} folder
 * @param {{ dev: boolean }} wanted whether the development dependencies are needed as well
 * @returns {"fresh" | "unstamped" | "stale"} `unstamped`: somebody ran `npm install` by hand and it is complete
 */
export function installState(folder, wanted) {
  const missing = missingPackages(folder, wanted);
  if (missing.length > 0) return "stale";
  const stamp = readStamp(folder);
  if (stamp) return stamp.hash === manifestHash(folder) && (stamp.dev || !wanted.dev) ? "fresh" : "stale";
  return installedAfterLock(folder) ? "unstamped" : "stale";
}

/**
 * Installs the packages unless they are there already.
 * @param {import("./progress.mjs").Step} report
 * @param {{ dev?: boolean }} [options]
 */
export async function ensureInstalled(report, { dev = false } = {}) {
  const state = installState(root, { dev });
  if (state === "unstamped") writeStamp(root);
  if (state !== "stale") {
    report.rename("Packages are up to date");
    return;
  }
  const locks = path.join(root, "node_modules", ".truckroll-install.lock");
  mkdirSync(locks, { recursive: true });
  await withLock(
    locks,
    async () => {
      // Another copy may have done it while we waited.
      if (installState(root, { dev }) === "fresh") return;
      await npmInstall(report, dev);
      writeStamp(root);
    },
    (holder) => report.detail(`another copy (pid ${holder.pid}) is installing`),
  );
  report.rename("Packages installed");
}

/**
 * @param {import("./progress.mjs").Step} report
 * @param {boolean} dev
 */
async function npmInstall(report, dev) {
  let fetched = 0;
  // npm ci would fail: a lock made on one platform may lack the optional binaries of another.
  const args = ["install", "--no-audit", "--no-fund", "--loglevel=http", ...(dev ? ["--include=dev"] : [])];
  report.detail("asking the registry");
  const { ok, tail } = await runNpm(args, {
    cwd: root,
    keep: (line) => !line.startsWith("npm http"),
    onLine: (line) => {
      if (!line.startsWith("npm http")) return;
      fetched += 1;
      report.detail(`${fetched} downloads`);
    },
  });
  if (!ok) {
    throw new Failure("npm install failed: check the network (or the proxy npm uses) and start again.", tail);
  }
}

/**
 * Runs the npm that started us, or the one beside this Node, or whatever npm is on the PATH.
 * @param {string[]} args
 * @param {Parameters<typeof runToEnd>[2]} options
 */
function runNpm(args, options) {
  const beside = path.dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath ?? "",
    path.join(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
    path.join(beside, "node_modules/npm/bin/npm-cli.js"),
  ];
  // npm_execpath names yarn or pnpm when one of those started us.
  const script = scripts.find((file) => /npm-cli\.c?js$/.test(file) && existsSync(file));
  if (script) return runNode([script, ...args], options);
  const windows = process.platform === "win32";
  return runToEnd(windows ? "npm.cmd" : "npm", args, { ...options, shell: windows });
}

/** @param {string} folder */
function manifestHash(folder) {
  const machine = [process.platform, process.arch, process.versions.modules];
  return filesHash(folder, ["package.json", "package-lock.json"], { extra: machine });
}

/**
 * @param {string} folder
 * @param {{ dev: boolean }} wanted
 * @returns {string[]} direct dependencies that are not there in the version `package.json` pins
 */
function missingPackages(folder, wanted) {
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const needed = { ...manifest.dependencies, ...(wanted.dev ? manifest.devDependencies : {}) };
  return Object.entries(needed)
    .filter(([name, version]) => installedVersion(folder, name) !== version)
    .map(([name]) => name);
}

/**
 * @param {string} folder
 * @param {string} name
 */
function installedVersion(folder, name) {
  const file = path.join(folder, "node_modules", name, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : undefined;
}

/**
 * npm writes `node_modules/.package-lock.json` last, so a newer one means that an install of this lock went through.
 * @param {string} folder
 */
function installedAfterLock(folder) {
  const done = statSync(path.join(folder, "node_modules", ".package-lock.json"), { throwIfNoEntry: false });
  const lock = statSync(path.join(folder, "package-lock.json"), { throwIfNoEntry: false });
  return done !== undefined && lock !== undefined && done.mtimeMs >= lock.mtimeMs;
}

/** @param {string} folder */
function stampFile(folder) {
  return path.join(folder, "node_modules", ".truckroll-install");
}

/**
 * @param {string} folder
 * @returns {InstallStamp | null}
 */
function readStamp(folder) {
  try {
    return JSON.parse(readFileSync(stampFile(folder), "utf8"));
  } catch {
    return null;
  }
}

/**
 * Records the manifests as they are now, after npm may have touched the lock.
 * @param {string} folder
 */
export function writeStamp(folder) {
  const stamp = { hash: manifestHash(folder), dev: missingPackages(folder, { dev: true }).length === 0 };
  writeAtomically(stampFile(folder), `${JSON.stringify(stamp)}\n`);
}
