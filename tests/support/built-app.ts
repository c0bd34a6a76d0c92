import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { startEmbeddedPostgres } from "../../server/cli/embedded-postgres.mjs";
import { anyFreePort } from "../../server/cli/ports.mjs";

const root = path.resolve(import.meta.dirname, "../..");

export interface BuiltApp {
  readonly baseUrl: string;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts what `npm run build` made as real processes: database, schema, demo companies if wanted, server.
 * Rejects with the output of whatever failed.
 */
export async function startApp(options: { dataDir: string; seed: boolean }): Promise<BuiltApp> {
  const { dataDir, seed } = options;
  const postgres = await startEmbeddedPostgres({ dataDir, password: "e2e-only", settings: { fsync: "off" } });
  const port = await anyFreePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: "",
    SEED_DEMO: seed ? "1" : "0",
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    TRUCKROLL_AUTH_SECRET: "only-for-the-browser-tests-0123456789",
    LOG_LEVEL: "warn",
  };
  try {
    await finish("dist/migrate.js", env);
    if (seed) await finish("dist/seed.js", env);
    const server = run("dist/server.js", env);
    await ready(baseUrl, server);
    return {
      baseUrl,
      databaseUrl: postgres.url,
      stop: async () => {
        if (server.child.exitCode === null) {
          const ended = once(server.child, "exit");
          server.child.kill("SIGTERM");
          await ended;
        }
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

interface Running {
  readonly child: ChildProcess;
  output(): string;
}

function run(file: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, [path.join(root, file)], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return { child, output: () => output };
}

async function finish(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { child, output } = run(file, env);
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${output()}`);
}

async function ready(baseUrl: string, { child, output }: Running): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    const answer = await fetch(`${baseUrl}/api/ready`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`the server was not ready after 60 s:\n${output()}`);
}
