import "./node-version.mjs";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { refusedSettings } from "../../lib/refused-settings.mjs";
import { ensureBuilt } from "./build.mjs";
import { runNode } from "./child.mjs";
import { startCompanion } from "./companion.mjs";
import { demoWasSeeded, keepSimulating } from "./demo-simulator.mjs";
import { loadDotenv } from "./dotenv.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { ensureInstalled } from "./install.mjs";
import { keepDatabase } from "./kept-database.mjs";
import { keepServer, untilEnd } from "./kept-server.mjs";
import { chooseAddress, demoWanted } from "./launch-settings.mjs";
import { dataDirectory, root } from "./paths.mjs";
import { step } from "./progress.mjs";
import { untilReady } from "./readiness.mjs";
import { becomeTheCopy, clearRemains, writeRecord } from "./running-copy.mjs";
import { loadSecrets } from "./secrets.mjs";
import { endAll, endLater, heedSignals, Interrupted, stopRequested } from "./stop-request.mjs";
import { printWelcome } from "./welcome.mjs";

const serverPatienceMs = 10_000;
const simulatorPatienceMs = 3000;

/**
 * @template T
 * @param {string} label
 * @param {(report: import("./progress.mjs").Step) => Promise<T> | T} work
 * @returns {Promise<T>}
 */
function unlessStopping(label, work) {
  if (stopRequested()) throw new Interrupted();
  return step(label, work);
}

/** @param {string[]} flags */
function parseMode(flags) {
  const known = ["--dev", "--worker"];
  const wrong = flags.find((flag) => !known.includes(flag));
  if (wrong)
    throw new Failure(
      `${wrong} is not something npm start knows: it takes ${known.join(" and ")}, and settings from .env.`,
    );
  return { dev: flags.includes("--dev"), worker: flags.includes("--worker") };
}

async function main() {
  loadDotenv(root);
  const { dev, worker } = parseMode(process.argv.slice(2));
  const refused = refusedSettings(process.env);
  if (refused.length > 0) throw new Failure(refused.map(({ sentence }) => sentence).join("\n"));
  const dataDir = dataDirectory();
  makeFolder(dataDir);
  // A worker is an additional process by nature; of servers there is one per data folder.
  if (!worker && !(await claim(dataDir))) return;

  await unlessStopping("Checking packages", (report) => ensureInstalled(report));
  if (!dev) await unlessStopping("Checking the build", ensureBuilt);

  const secrets = loadSecrets(dataDir);
  const address = await chooseAddress(worker ? { ...process.env, PORT: "" } : process.env);
  const databaseUrl = process.env.DATABASE_URL || (await database(dataDir, secrets.postgresPassword));
  const env = {
    ...process.env,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    HOST: address.host,
    PORT: String(address.port),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    TRUCKROLL_AUTH_SECRET: process.env.TRUCKROLL_AUTH_SECRET || secrets.authSecret,
  };
  const program = (/** @type {string} */ name) => programArgs(name, dev);

  await unlessStopping("Updating the database schema", async (report) => {
    await finish(program("migrate"), env, "The database could not be brought to the current schema.");
    report.rename("Database schema is current");
  });
  if (worker) return work(program("server"), env);

  const demo = demoWanted(process.env);
  if (demo) {
    await unlessStopping("Preparing the demo city", async (report) => {
      await finish(program("seed"), env, "The demo city could not be written into the database.");
      report.rename("Demo city is there");
    });
  }
  await serve({ dev, dataDir, env, address, program, showDemo: demo && demoWasSeeded(dataDir) });
}

/** @param {string} dataDir */
function makeFolder(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new Failure(
      `The data folder ${dataDir} cannot be made (${error.code}): set DATA_DIR to a folder you may write to.`,
    );
  }
}

/**
 * @param {string} dataDir
 * @returns {Promise<boolean>} false when another copy serves this folder, which has been said then
 */
async function claim(dataDir) {
  const onStarting = (/** @type {number} */ pid) =>
    console.log(`Another start (pid ${pid}) is under way; waiting for it.`);
  const outcome = await becomeTheCopy(dataDir, onStarting, stopRequested);
  if (!outcome) throw new Interrupted();
  if ("other" in outcome) {
    const { url, pid } = outcome.other;
    console.log(`Truckroll is already running at ${url} (pid ${pid}).`);
    console.log(
      `Stop it with Ctrl-C where it runs, or with: kill ${pid}. A second one beside it needs its own DATA_DIR.`,
    );
    return false;
  }
  endLater(outcome.release);
  await clearRemains(dataDir, serverPatienceMs + 2000);
  return true;
}

/**
 * @param {string} dataDir
 * @param {string} password
 */
function database(dataDir, password) {
  return unlessStopping("Starting the database", async (report) => {
    const kept = await keepDatabase({ dataDir, password });
    endLater(kept.stop, kept.kill);
    kept.lost.then((reason) =>
      fail(new Failure(`The embedded database stopped and did not come back. ${message(reason)}`)),
    );
    report.rename(`Database ${kept.adopted ? "was already running" : "runs"} on port ${kept.port}`);
    return kept.url;
  });
}

/**
 * @param {{ dev: boolean, dataDir: string, env: NodeJS.ProcessEnv, address: import("./launch-settings.mjs").Address,
 *   program: (name: string) => string[], showDemo: boolean }} options
 */
async function serve({ dev, dataDir, env, address, program, showDemo }) {
  const { port, url, baseUrl } = address;
  /** What must be gone before the next start, should this process be killed. @type {(() => { pid: number, mark: string | null } | undefined)[]} */
  const children = [];
  let ready = false;
  const record = () =>
    writeRecord(dataDir, { ready, port, url, baseUrl, children: children.flatMap((child) => child() ?? []) });
  const server = keepServer(program("server"), { env, onStart: record });
  endLater(
    () => server.stop(serverPatienceMs),
    () => server.signal("SIGKILL"),
  );
  children.push(server.identity);
  const first = await unlessStopping("Starting the server", async (report) => {
    const companion = server.start();
    await untilReady(baseUrl, companion, { timeoutMs: dev ? 180_000 : 60_000, givenUp: stopRequested });
    if (stopRequested()) throw new Interrupted();
    report.rename("Server is ready");
    return companion;
  });
  ready = true;
  record();
  if (showDemo) {
    const simulator = keepSimulating([...program("simulate"), "--demo"], {
      dataDir,
      env: { ...env, BASE_URL: baseUrl },
      onStart: record,
    });
    endLater(
      () => simulator.stop(simulatorPatienceMs),
      () => simulator.signal("SIGKILL"),
    );
    children.push(simulator.identity);
    record();
  }
  printWelcome({ address, demo: showDemo });
  await server.keepAlive(first, failure);
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function work(args, env) {
  if (stopRequested()) throw new Interrupted();
  const worker = startCompanion(args, { env: { ...env, TRUCKROLL_ROLE: "worker" } });
  endLater(
    () => worker.stop(serverPatienceMs),
    () => worker.signal("SIGKILL"),
  );
  console.log("The worker runs; Ctrl-C stops it.");
  await untilEnd(worker, "worker", failure);
}

/** @type {(error: Failure) => void} */
let fail = () => {};
/** @type {Promise<never>} */
const failure = new Promise((_, reject) => {
  fail = reject;
});
// Nobody listens before the server runs; until then the step that meets the missing database reports it.
failure.catch(() => {});

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} sentence
 */
async function finish(args, env, sentence) {
  const { ok, tail } = await runNode(["--enable-source-maps", ...args], {
    cwd: root,
    env,
  });
  if (!ok) throw new Failure(sentence, tail);
}

/**
 * @param {string} name
 * @param {boolean} dev
 */
function programArgs(name, dev) {
  if (!dev) return [path.join("dist", `${name}.js`)];
  return ["--import", "tsx", name === "server" ? "server/index.ts" : `server/cli/${name}.ts`];
}

/** @param {unknown} reason */
function message(reason) {
  return reason instanceof Error ? reason.message : String(reason);
}

heedSignals();
// A closed terminal must not turn every message into a crash.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

let code = 0;
try {
  await main();
} catch (error) {
  if (!stopRequested()) {
    printFailure(error);
    code = 1;
  }
}
if (!(await endAll())) code = 1;
if (stopRequested() && code === 0) console.log("Stopped.");
process.exit(code);
