import { spawn } from "node:child_process";
import { closeSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openCappedLog } from "./capped-log.mjs";
import { findClusterHome } from "./cluster-home.mjs";
import { Failure } from "./failure.mjs";
import { withLock } from "./lock.mjs";
import { anyFreePort } from "./ports.mjs";
import { findPostgres } from "./postgres-binaries.mjs";
import { changePassword, checkMajor, createCluster, database, knowsPassword } from "./postgres-cluster.mjs";
import { liveLeases, takeLease } from "./postgres-leases.mjs";
import { endPostmaster, livePostmaster, readPidFile, servesCluster } from "./postmaster.mjs";
import { processMark } from "./process-mark.mjs";

/** For a shared box of two cores. Durability stays on: an acknowledged fix survives a power cut. */
const defaultSettings = {
  shared_buffers: "256MB",
  max_connections: "100",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  synchronous_commit: "on",
  fsync: "on",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_line_prefix: "%m [%p] ",
};

/** Failures that pass by themselves: the remains of a killed server take up to about 2 s to go, a port may be snatched. */
const passing =
  /lock file ".*" already exists|shared memory block|in use|could not create any TCP\/IP sockets/;

/**
 * @typedef {object} EmbeddedPostgres
 * @property {number} port on 127.0.0.1
 * @property {string} url of the database `truckroll`, as superuser `postgres`
 * @property {boolean} adopted whether it was already running
 * @property {() => boolean} alive whether the server process is still there
 * @property {() => void} kill ends it at once unless others use it; the next start replays its log
 * @property {() => Promise<void>} stop lets go of it; the server itself ends when nobody else who started or adopted it is left
 */

/**
 * Starts the PostgreSQL of a data folder, creating it on first use, or joins the one that already runs there.
 *
 * The files lie in `<dataDir>/pg`, the server's own log in `<dataDir>/pg.log`. Started by root, the server runs as
 * `nobody`; if nobody cannot reach `dataDir`, the files lie under /var/lib/truckroll instead. The server is a process of its
 * own that outlives a killed parent; the next start joins it.
 * @param {object} options
 * @param {string} options.dataDir folder of this instance (made when missing); several instances need one each
 * @param {string} options.password for user `postgres`; a changed one is written into the database while it is down
 * @param {Record<string, string>} [options.settings] more server settings, such as `{ fsync: "off" }` where data may be lost
 * @param {number} [options.port] insist on this port
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {Failure} with a sentence and the server's last words
 */
export async function startEmbeddedPostgres({ dataDir, password, settings = {}, port }) {
  mkdirSync(dataDir, { recursive: true });
  const instance = await openInstance(path.resolve(dataDir), password);
  return withLock(path.join(instance.dataDir, "pg.lock"), async () => {
    const lease = takeLease(instance.dataDir);
    try {
      const running = await join(instance);
      const postmaster = running ?? (await start(instance, settings, port));
      return {
        port: postmaster.port,
        url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${postmaster.port}/${database}`,
        adopted: running !== null,
        alive: () => servesCluster(instance.cluster, postmaster),
        kill: () => {
          if (liveLeases(instance.dataDir).length > 1 || !servesCluster(instance.cluster, postmaster)) return;
          process.kill(postmaster.pid, "SIGQUIT");
        },
        stop: () => letGo(instance, lease),
      };
    } catch (error) {
      rmSync(lease, { force: true });
      throw error;
    }
  });
}

/** @typedef {Awaited<ReturnType<typeof openInstance>>} Instance */

/**
 * @param {string} dataDir
 * @param {string} password
 */
async function openInstance(dataDir, password) {
  const place = await findClusterHome(dataDir);
  const programs = await findPostgres(place.runAs);
  return { dataDir, password, ...place, ...programs, as: { ...place.runAs, env: serverEnvironment() } };
}

/**
 * @param {Instance} instance
 * @returns {Promise<import("./postmaster.mjs").Postmaster | null>}
 */
async function join(instance) {
  const live = await livePostmaster(instance.cluster, 30_000);
  if (!live || knowsPassword(instance)) return live;
  if (liveLeases(instance.dataDir).length > 1) {
    throw new Failure(
      `The database in ${instance.dataDir} is in use with another password: restore secrets.json there, or stop the other copy first.`,
    );
  }
  await endPostmaster(instance.cluster, live, instance.pgCtl);
  return null;
}

/**
 * @param {Instance} instance
 * @param {Record<string, string>} settings
 * @param {number} [wantedPort]
 */
async function start(instance, settings, wantedPort) {
  await createCluster(instance);
  checkMajor(instance);
  clearForeignPidFile(instance.cluster);
  if (!knowsPassword(instance)) await changePassword(instance);
  const deadline = Date.now() + 15_000;
  for (let wait = 100; ; wait = Math.min(wait * 2, 2000)) {
    const attempt = await launch(instance, settings, wantedPort ?? (await anyFreePort()));
    if (attempt.postmaster) return attempt.postmaster;
    if (!passing.test(attempt.tail) || Date.now() > deadline) {
      throw new Failure(
        `The embedded database did not start; its log is ${path.join(instance.dataDir, "pg.log")}.`,
        attempt.tail,
      );
    }
    await pause(wait);
  }
}

/**
 * @param {Instance} instance
 * @param {Record<string, string>} settings
 * @param {number} port
 * @returns {Promise<{ postmaster?: import("./postmaster.mjs").Postmaster, tail: string }>}
 */
async function launch({ postgres, cluster, dataDir, as }, settings, port) {
  const logFile = path.join(dataDir, "pg.log");
  const log = openCappedLog(logFile);
  const chosen = Object.entries({
    ...defaultSettings,
    ...settings,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
  });
  const args = [
    "-D",
    cluster,
    "-p",
    String(port),
    ...chosen.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // A session of its own, so that Ctrl-C reaches us first; a file for its output, because a pipe would die with us.
  const child = spawn(postgres, args, {
    ...as,
    cwd: cluster,
    detached: true,
    stdio: ["ignore", log.handle, log.handle],
  });
  closeSync(log.handle);
  child.unref();
  let ended = false;
  let words = "";
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", (error) => {
    ended = true;
    words = error.message;
  });
  // Replaying the log after a crash may take long; it is alive as long as the process is.
  while (!ended) {
    const found = readPidFile(cluster);
    if (found?.pid === child.pid && found.ready) return { postmaster: found, tail: "" };
    await pause(10);
  }
  const written = readFileSync(logFile).subarray(log.offset).toString("utf8");
  return { tail: `${words}${written.split("\n").slice(-20).join("\n")}` };
}

/**
 * PostgreSQL takes any live process with the number in its old pid file for its predecessor and would refuse for ever, for
 * instance after a container was restarted. Removing the file is safe: if workers of the old server still live, the shared
 * memory check refuses the start on its own.
 * @param {string} cluster
 */
function clearForeignPidFile(cluster) {
  const left = readPidFile(cluster);
  if (left && processMark(left.pid) !== null && !servesCluster(cluster, left)) {
    rmSync(path.join(cluster, "postmaster.pid"), { force: true });
  }
}

/**
 * @param {Instance} instance
 * @param {string} lease
 */
async function letGo({ dataDir, cluster, pgCtl }, lease) {
  await withLock(path.join(dataDir, "pg.lock"), async () => {
    rmSync(lease, { force: true });
    if (liveLeases(dataDir).length > 0) return;
    const live = readPidFile(cluster);
    if (live && servesCluster(cluster, live)) await endPostmaster(cluster, live, pgCtl);
  });
}

/** What the user's shell says about PostgreSQL or languages must not leak into the server. */
function serverEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|LD_|NODE_|npm_)/.test(name));
  return { ...Object.fromEntries(kept), LANG: "C", LC_ALL: "C", TZ: "UTC" };
}
