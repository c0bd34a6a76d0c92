import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { exitWithLauncher } from "@/server/cli/child.mjs";
import { until } from "./until";

export interface RunningNode {
  readonly url: string;
  /** True until the process has ended, for whatever reason. */
  alive(): boolean;
  /** Everything it wrote. */
  words(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts `node-process.ts` on a port, with the environment of this test besides what is named. */
export async function runNode(
  port: number,
  { databaseUrl = process.env.DATABASE_URL, logLevel = "warn" } = {},
): Promise<RunningNode> {
  const child: ChildProcess = spawn(
    process.execPath,
    // A test that fails before it ends it must not leave it running.
    ["--import", exitWithLauncher, "--import", "tsx", path.resolve("tests/support/node-process.ts")],
    {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        NODE_ENV: "production",
        PORT: String(port),
        HOST: "127.0.0.1",
        LOG_LEVEL: logLevel,
        TRUCKROLL_LAUNCHER: String(process.pid),
      },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    },
  );
  let words = "";
  child.stdout?.on("data", (chunk) => {
    words += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    words += chunk;
  });
  const alive = () => child.exitCode === null && child.signalCode === null;
  await until(
    "the node listens",
    () => {
      if (!alive()) throw new Error(`the node ended: ${words}`);
      return words.includes("listening\n");
    },
    60_000,
  );
  return {
    url: `http://127.0.0.1:${port}`,
    alive,
    words: () => words,
    kill: async (signal) => {
      const ended = once(child, "exit");
      if (child.kill(signal)) await ended;
    },
  };
}
