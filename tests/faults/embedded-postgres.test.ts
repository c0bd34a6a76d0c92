import { spawn, spawnSync } from "node:child_process";
import { chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "@/server/cli/embedded-postgres.mjs";
import { root } from "@/server/cli/paths.mjs";
import { readPidFile } from "@/server/cli/postmaster.mjs";
import { scratchFolder } from "./stand-in-clone";

const asRoot = process.getuid?.() === 0;
const nobody = 65_534;
const launcherModule = path.join(root, "server/cli/embedded-postgres.mjs");

/** A clone or a Node under /root is out of reach for anybody else, and then there is nothing to test. */
function nobodyReachesUs(): boolean {
  const probe = ["-c", 'test -x "$0" && test -r "$1"', process.execPath, launcherModule];
  return asRoot && spawnSync("/bin/sh", probe, { uid: nobody, gid: nobody, cwd: "/" }).status === 0;
}

let scratch: string;
let opened: Awaited<ReturnType<typeof startEmbeddedPostgres>>[];

async function open(password = "one password") {
  const database = await startEmbeddedPostgres({ dataDir: path.join(scratch, "data"), password });
  opened.push(database);
  return database;
}

function cluster(): string {
  return path.join(scratch, "data", "pg");
}

function postmasterPid(): number {
  return readPidFile(cluster())?.pid ?? 0;
}

async function query(url: string, statement: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** Starts the database of the scratch folder from a process of its own, which then hangs. */
async function openElsewhere(uid?: number) {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(launcherModule)});
    const database = await startEmbeddedPostgres({ dataDir: process.argv[1], password: "one password" });
    console.log(database.url);
    process.stdin.on("data", async () => { await database.stop(); process.exit(0); });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, path.join(scratch, "data")], {
    stdio: ["pipe", "pipe", "inherit"],
    cwd: "/",
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim()));
    child.once("exit", () => reject(new Error("the other process ended")));
  });
  return { child, exit, url };
}

beforeEach(() => {
  scratch = scratchFolder();
  opened = [];
});

afterEach(async () => {
  for (const database of opened) await database.stop();
  rmSync(scratch, { recursive: true, force: true });
});

describe("the embedded database", () => {
  test.runIf(asRoot)("runs as nobody when root starts it, its files closed to everybody else", async () => {
    await open();
    expect(readFileSync(`/proc/${postmasterPid()}/status`, "utf8")).toMatch(/^Uid:\s+65534\s+65534/m);
    expect(statSync(cluster()).uid).toBe(nobody);
    expect(statSync(cluster()).mode & 0o777).toBe(0o700);
  });

  test.runIf(nobodyReachesUs())("runs for a normal user", async () => {
    mkdirSync(path.join(scratch, "data"));
    chownSync(path.join(scratch, "data"), nobody, nobody);
    const other = await openElsewhere(nobody);
    expect(await query(other.url, "select 1 as one")).toEqual([{ one: 1 }]);
    other.child.stdin.write("stop");
    expect(await other.exit).toBe(0);
    expect(postmasterPid()).toBe(0);
  });

  test("keeps what was committed when its server is killed", async () => {
    const first = await open();
    await query(first.url, "create table kept as select 42 as answer");
    process.kill(postmasterPid(), "SIGKILL");

    const second = await open();

    expect(second.adopted).toBe(false);
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  test("outlives a killed parent; the next start joins it and is the one to stop it", async () => {
    const other = await openElsewhere();
    await query(other.url, "create table kept as select 42 as answer");
    const pid = postmasterPid();
    other.child.kill("SIGKILL");
    await other.exit;

    const joined = await open();

    expect(joined.adopted).toBe(true);
    expect(joined.url).toBe(other.url);
    expect(postmasterPid()).toBe(pid);
    expect(await query(joined.url, "select answer from kept")).toEqual([{ answer: 42 }]);
    await joined.stop();
    expect(joined.alive()).toBe(false);
  });

  test("is shared by all who open the same folder and ends with the last of them", async () => {
    const all = await Promise.all([open(), open(), open()]);
    expect(new Set(all.map((database) => database.port)).size).toBe(1);
    expect(all.filter((database) => !database.adopted)).toHaveLength(1);
    const [first, second, third] = all;
    await first?.stop();
    await second?.stop();
    expect(third?.alive()).toBe(true);
    await third?.stop();
    expect(third?.alive()).toBe(false);
  });

  test("starts although the number in its old pid file now belongs to another process", async () => {
    const first = await open();
    const pid = postmasterPid();
    process.kill(pid, "SIGKILL");
    await expect.poll(() => first.alive()).toBe(false);
    const file = path.join(cluster(), "postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(String(pid), String(process.pid)));

    const second = await open();

    expect(second.adopted).toBe(false);
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("opens with a new password when the old one was lost, and no longer with the old one", async () => {
    const first = await open();
    await first.stop();
    const second = await open("it's another");
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    const withOldPassword = second.url.replace(/:[^:@/]+@/, `:${encodeURIComponent("one password")}@`);
    await expect(query(withOldPassword, "select 1")).rejects.toThrow(/password authentication failed/);
  });

  test("says in a sentence which PostgreSQL wrote files that the bundled one cannot read", async () => {
    const first = await open();
    await first.stop();
    writeFileSync(path.join(cluster(), "PG_VERSION"), "14\n");
    await expect(open()).rejects.toThrow(/written by PostgreSQL 14/);
  });
});
