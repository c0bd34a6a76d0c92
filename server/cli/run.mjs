import "./node-version.mjs";
import path from "node:path";
import { startCompanion } from "./companion.mjs";
import { loadDotenv } from "./dotenv.mjs";
import { startEmbeddedPostgres } from "./embedded-postgres.mjs";
import { Failure, printFailure } from "./failure.mjs";
import { ensureInstalled } from "./install.mjs";
import { dataDirectory, root } from "./paths.mjs";
import { step } from "./progress.mjs";
import { runningCopy } from "./running-copy.mjs";
import { loadSecrets } from "./secrets.mjs";

/** Runs one TypeScript program of ours with packages installed and a database at hand: `node run.mjs FILE args…`. */
async function main() {
  loadDotenv(root);
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new Failure("Say which file to run: node server/cli/run.mjs FILE [arguments].");
  await step("Checking packages", (report) => ensureInstalled(report));
  const dataDir = dataDirectory();
  const env = { ...process.env, DATA_DIR: dataDir };
  const database = env.DATABASE_URL || env.BASE_URL ? null : await borrowDatabase(dataDir, env);
  // A server that had to move to another port is found all the same.
  env.BASE_URL ||= runningCopy(dataDir)?.baseUrl;
  const program = startCompanion(["--import", "tsx", path.resolve(file), ...args], { env, foreground: true });
  // Ctrl-C reaches the program directly; we wait for it to end.
  process.on("SIGINT", () => {});
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGHUP"]))
    process.on(signal, () => program.signal(signal));
  const { code } = await program.ended;
  await database?.stop();
  return code ?? 1;
}

/**
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} env gets what the database needs
 */
function borrowDatabase(dataDir, env) {
  return step("Starting the database", async (report) => {
    const secrets = loadSecrets(dataDir);
    const database = await startEmbeddedPostgres({ dataDir, password: secrets.postgresPassword });
    env.DATABASE_URL = database.url;
    env.TRUCKROLL_AUTH_SECRET ||= secrets.authSecret;
    report.rename(`Database ${database.adopted ? "was already running" : "runs"} on port ${database.port}`);
    return database;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
