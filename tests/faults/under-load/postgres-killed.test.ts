import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closePools } from "@/lib/db/client";
import { migrateDatabase } from "@/lib/db/migrate";
import { findClusterHome } from "@/server/cli/cluster-home.mjs";
import { startEmbeddedPostgres } from "@/server/cli/embedded-postgres.mjs";
import { anyFreePort } from "@/server/cli/ports.mjs";
import { readPidFile } from "@/server/cli/postmaster.mjs";
import { TEST_ORIGIN } from "../../support/database";
import { makeTenant, makeToken, makeUser } from "../../support/fixtures";
import { Fleet } from "../../support/fleet";
import { Follower } from "../../support/follower";
import { runNode } from "../../support/run-node";
import { until } from "../../support/until";

const dataDir = mkdtempSync(path.join(tmpdir(), "truckroll-killed-"));
const password = randomBytes(16).toString("hex");
let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>;

beforeAll(async () => {
  // Started by root the server runs as nobody, who has to reach its files.
  chmodSync(dataDir, 0o755);
  database = await startEmbeddedPostgres({ dataDir, password, port: await anyFreePort() });
  await migrateDatabase(database.url, path.resolve("drizzle/migrations"));
  Object.assign(process.env, {
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    TRUCKROLL_AUTH_SECRET: randomBytes(32).toString("hex"),
    PUBLIC_URL: TEST_ORIGIN,
    LOG_LEVEL: "silent",
  });
});

afterAll(async () => {
  await closePools();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function killPostgres(): Promise<void> {
  const { cluster } = await findClusterHome(dataDir);
  process.kill(readPidFile(cluster)?.pid ?? 0, "SIGKILL");
}

it("Postgres killed -9 for 5 s under load: all that phones and followers were owed is there after, exactly once, by the same process", async () => {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const token = await makeToken(tenant, ["*"]);
  const fleet = await Fleet.make(tenant, dispatcher, 40);
  const node = await runNode(await anyFreePort());
  const follower = new Follower(node.url, dispatcher.cookie);
  fleet.start(node.url, token, 200);
  await until("the load is on", () => fleet.acknowledged > 600, 30_000);
  const { port } = database;
  // The fixtures' own pool would complain of its lost connections.
  await closePools();
  await killPostgres();
  await pause(5_000);
  database = await startEmbeddedPostgres({ dataDir, password, port });
  const already = fleet.acknowledged;
  await until("fixes are taken again", () => fleet.acknowledged > already + 40, 60_000);
  await fleet.drain();
  // Refused with a word or not answered at all, but never told anything else.
  const refusals = new Set(fleet.phones.flatMap((phone) => phone.refusals));
  expect([...refusals].filter((refusal) => refusal !== "503 retry" && refusal !== "no answer")).toEqual([]);

  const owner = postgres(database.url, { max: 2, onnotice: () => {} });
  try {
    for (const phone of fleet.phones) {
      const [row] =
        await owner`select count(*)::int as n from fixes where technician_id = ${phone.technicianId}`;
      expect(row?.n).toBe(phone.made.length);
    }
    const owed = await follower.finish(owner, tenant.id, 30_000);
    expect(follower.applied).toEqual(owed);
    const undone = async () => [
      ...(await owner`select task_identifier, attempts, locked_by, last_error, run_at
                      from graphile_worker.jobs where run_at <= now()`),
    ];
    await expect.poll(undone, { timeout: 30_000, message: "the tasks of that time are done" }).toEqual([]);
  } finally {
    await owner.end();
  }
  expect(node.alive()).toBe(true);
  await node.kill("SIGTERM");
});
