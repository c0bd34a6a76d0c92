import { existsSync, readFileSync, statSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { anyFreePort, portAnswers } from "@/server/cli/ports.mjs";
import { readPidFile } from "@/server/cli/postmaster.mjs";
import { processMark } from "@/server/cli/process-mark.mjs";
import { createStandInClone, type Launched, type StandInClone } from "./stand-in-clone";

const ready = /Truckroll runs at (http:\S+)/;
const within = { timeout: 20_000, interval: 25 };

let clone: StandInClone;
let launched: Launched[];

function start(env: Record<string, string> = {}): Launched {
  const one = clone.start(env);
  launched.push(one);
  return one;
}

async function stop(one: Launched) {
  one.child.kill("SIGTERM");
  return one.exit;
}

/** The complete lines of a log: whoever writes it may be between making the file and filling it. */
function lines(file: string): string[] {
  const full = path.join(clone.dataDir, file);
  return existsSync(full) ? readFileSync(full, "utf8").split("\n").slice(0, -1) : [];
}

function postmasterPid(): number {
  return readPidFile(path.join(clone.dataDir, "pg"))?.pid ?? 0;
}

async function ask(url: string): Promise<{ pid: number; databaseUrl: string }> {
  return (await fetch(url)).json() as Promise<{ pid: number; databaseUrl: string }>;
}

/** Holds a port until the returned function is called. */
async function occupy(port: number): Promise<() => void> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return () => server.close();
}

beforeEach(() => {
  clone = createStandInClone();
  launched = [];
});

afterEach(async () => {
  for (const one of launched) await stop(one);
  clone.remove();
});

describe("npm start", () => {
  test("prepares the database before it serves, and stops in reverse, leaving nothing running", async () => {
    const launcher = start();
    const url = await launcher.says(ready);
    await launcher.says(/dispatcher@demo\.truckroll\.test/);
    const { pid } = await ask(url);
    const postgres = postmasterPid();
    expect(processMark(postgres)).not.toBeNull();

    const { code, output } = await stop(launcher);

    expect(code).toBe(0);
    expect(output).toContain("Stopped.");
    expect(lines("order.log")).toEqual(["migrate", "seed", "server", "server stopped"]);
    expect(processMark(pid)).toBeNull();
    expect(processMark(postgres)).toBeNull();
    expect(existsSync(path.join(clone.dataDir, "run.json"))).toBe(false);
  });

  test("keeps its secrets private, the same at every start, and out of what it prints", async () => {
    const first = start({ SEED_DEMO: "0" });
    await first.says(ready);
    const { output } = await stop(first);
    const file = path.join(clone.dataDir, "secrets.json");
    const secrets = readFileSync(file, "utf8");
    const second = start({ SEED_DEMO: "0" });
    await second.says(ready);
    await stop(second);

    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toBe(secrets);
    const values = Object.values(JSON.parse(secrets) as Record<string, string>);
    expect(values.length).toBeGreaterThanOrEqual(2);
    for (const value of values) {
      expect(value.length).toBeGreaterThanOrEqual(40);
      expect(output + second.output()).not.toContain(value);
    }
  });

  test("started a second time in the same folder, names the running copy and leaves it alone", async () => {
    const first = start();
    const url = await first.says(ready);
    const before = await ask(url);

    const { code, output } = await start().exit;

    expect(code).toBe(0);
    expect(output).toContain(`already running at ${url} (pid ${first.pid})`);
    expect(await ask(url)).toEqual(before);
    expect(lines("order.log")).toEqual(["migrate", "seed", "server"]);
  });

  test("started twice at the same moment, serves once and both name the same address", async () => {
    const outcomes = [start(), start()].map((one) => one.says(/(?:runs at|already running at) (http:\S+)/));
    const [one, other] = await Promise.all(outcomes);
    expect(one).toBe(other);
    expect(lines("order.log").filter((line) => line === "server")).toHaveLength(1);
  });

  test("after a kill -9 of the launcher, starts again on the same port with the same database", async () => {
    const env = { PORT: String(await anyFreePort()) };
    const first = start(env);
    const before = await ask(await first.says(ready));
    const postgres = postmasterPid();
    first.child.kill("SIGKILL");
    await first.exit;
    // What it had started must go by itself, well before the next start would lose its patience.
    await vi.waitFor(() => expect(processMark(before.pid)).toBeNull(), { timeout: 5000 });

    const second = start(env);
    const after = await ask(await second.says(ready));

    expect(second.output()).toContain("Database was already running");
    expect(after.databaseUrl).toBe(before.databaseUrl);
    expect(after.pid).not.toBe(before.pid);
    await stop(second);
    expect(processMark(postgres)).toBeNull();
  });

  test("stops with a sentence when the port somebody asked for is taken", async () => {
    const port = await anyFreePort();
    const release = await occupy(port);
    try {
      const { code, output } = await start({ PORT: String(port) }).exit;
      expect(code).toBe(1);
      expect(output).toContain(`Port ${port} is taken by another program`);
      expect(existsSync(path.join(clone.dataDir, "pg"))).toBe(false);
    } finally {
      release();
    }
  });

  test.each([
    ["REDIS_URL", /REDIS_URL is set, but this version cannot honour it: .+ Remove it\./],
    ["DATABASEURL", /DATABASEURL is no setting: the name is DATABASE_URL\./],
  ])("stops before it does anything when %s would be believed and ignored", async (name, sentence) => {
    const { code, output } = await start({ [name]: "redis://127.0.0.1:6379" }).exit;
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(existsSync(clone.dataDir)).toBe(false);
  });

  test("takes the next free port, and says so, when the usual one is taken and nobody asked for it", async () => {
    const release = (await portAnswers(3000)) ? () => {} : await occupy(3000);
    try {
      const launcher = start();
      const url = await launcher.says(ready);
      await launcher.says(/port 3000 is taken/);
      expect(Number(new URL(url).port)).toBeGreaterThan(3000);
    } finally {
      release();
    }
  });

  test("brings a killed database back on its port while the server lives on", async () => {
    const launcher = start({ SEED_DEMO: "0" });
    const url = await launcher.says(ready);
    const before = await ask(url);
    const postgres = postmasterPid();

    process.kill(postgres, "SIGKILL");
    await launcher.says(/The embedded database is back/);

    expect(postmasterPid()).not.toBe(postgres);
    expect(await ask(url)).toEqual(before);
    expect(await portAnswers(Number(new URL(before.databaseUrl).port))).toBe(true);
  });

  test("keeps serving when the demo's simulator dies, and starts that again", async () => {
    const launcher = start();
    const url = await launcher.says(ready);
    const before = await ask(url);
    await vi.waitFor(() => expect(lines("simulator-starts.log")).toHaveLength(1), within);
    const [pid, baseUrl] = (lines("simulator-starts.log")[0] ?? "").split(" ");
    expect(baseUrl).toBe(url);

    process.kill(Number(pid), "SIGKILL");
    await vi.waitFor(() => expect(lines("simulator-starts.log")).toHaveLength(2), within);

    expect(await ask(url)).toEqual(before);
  });

  test("when the server ends by itself, says so, stops the database and fails", async () => {
    const launcher = start();
    const url = await launcher.says(ready);
    const postgres = postmasterPid();
    await fetch(`${url}/die`).catch(() => {});

    const { code, output } = await launcher.exit;

    expect(code).toBe(1);
    expect(output).toContain("The server stopped by itself (exit code 7)");
    expect(processMark(postgres)).toBeNull();
  });

  test("stops with the message of a migration that fails, before anything is served", async () => {
    const { code, output } = await start({ STAND_IN_MIGRATION_FAILS: "1" }).exit;
    expect(code).toBe(1);
    expect(output).toContain("could not be brought to the current schema");
    expect(output).toContain("relation jobs is in the way");
    expect(lines("order.log")).toEqual([]);
    expect(postmasterPid()).toBe(0);
  });

  test("asked to stop a second time, stops at once, whatever the server is waiting for", async () => {
    const launcher = start({ STAND_IN_STUBBORN: "1" });
    const { pid } = await ask(await launcher.says(ready));
    const postgres = postmasterPid();
    launcher.child.kill("SIGINT");
    await launcher.says(/press Ctrl-C again/);
    const asked = Date.now();
    launcher.child.kill("SIGINT");

    expect((await launcher.exit).code).toBe(130);
    await vi.waitFor(() => expect([processMark(pid), processMark(postgres)]).toEqual([null, null]), within);
    expect(Date.now() - asked).toBeLessThan(5000);
  });

  test("killed while it is still starting, leaves nothing that holds up the next start", async () => {
    const env = { PORT: String(await anyFreePort()) };
    const first = start(env);
    await first.says(/Database runs on port/);
    first.child.kill("SIGKILL");
    await first.exit;
    const second = start(env);
    expect(await second.says(ready)).toContain(env.PORT);
  });

  test("asked to stop while it is still starting, leaves nothing running", async () => {
    const launcher = start();
    await launcher.says(/Build is up to date/);
    const { code } = await stop(launcher);
    expect(code).toBe(0);
    expect(processMark(postmasterPid())).toBeNull();
    expect(existsSync(path.join(clone.dataDir, "pg/postmaster.pid"))).toBe(false);
  });
});
