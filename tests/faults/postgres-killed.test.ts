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
import { TEST_ORIGIN } from "../support/database";
import { makeTenant, makeToken, makeUser } from "../support/fixtures";
import { Fleet } from "../support/fleet";
import { Follower } from "../support/follower";
import { logOf } from "../support/ledger";
import { type RunningNode, runNode } from "../support/run-node";
import { until } from "../support/until";

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

/** Milliseconds: the longest wait for a 503, and from the return of Postgres to the next fix taken. */
const took = { refusal: Number.NaN, recovery: Number.NaN };

// postgres.js 3.4.9 writes its ROLLBACK to a socket that has gone and so ends the process, more often than not
// (porsager/postgres#1208, #1133). Both tests are for the day on which the driver is mended or replaced.
it.skip("Postgres killed -9 for 12 s under load: 503 with Retry-After, the process lives, all is drained after, once", async () => {
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
  took.refusal = await slowestRefusal(node, token, 12_000);
  expect(node.alive(), node.words()).toBe(true);

  database = await startEmbeddedPostgres({ dataDir, password, port });
  const back = performance.now();
  const already = fleet.acknowledged;
  await until("fixes are taken again", () => fleet.acknowledged > already + 40, 30_000);
  took.recovery = performance.now() - back;
  await fleet.drain();
  expect(fleet.phones.some((phone) => phone.refusals.includes("503 retry"))).toBe(true);
  expect(new Set(fleet.phones.flatMap((phone) => phone.refusals))).toEqual(new Set(["503 retry"]));

  const owner = postgres(database.url, { max: 2, onnotice: () => {} });
  try {
    for (const phone of fleet.phones) {
      const [row] =
        await owner`select count(*)::int as n from fixes where technician_id = ${phone.technicianId}`;
      expect(row?.n).toBe(phone.made.length);
    }
    const log = await logOf(owner, tenant.id);
    await follower.reached(log.length, 30_000);
    await follower.close();
    const start = follower.start ?? Number.NaN;
    expect(follower.applied).toEqual(log.map((row) => row.seq).filter((seq) => seq > start));
    await until(
      "the tasks of that time are done",
      async () => {
        const [left] =
          await owner`select count(*)::int as n from graphile_worker._private_jobs where run_at <= now()`;
        return left?.n === 0;
      },
      30_000,
    );
  } finally {
    await owner.end();
  }
  expect(node.alive(), node.words()).toBe(true);
  await node.kill("SIGTERM");
});

// The pool's back-off between attempts to connect grows to 20 s: it has to be bounded as well.
it.skip("is refused at once while Postgres is away, and taken within 5 s of its return", () => {
  expect(took.refusal).toBeLessThan(3_000);
  expect(took.recovery).toBeLessThan(5_000);
});

/** Asks again and again while the database is away; answers the longest it had to wait for its 503, ms. */
async function slowestRefusal(node: RunningNode, token: string, forMs: number): Promise<number> {
  const end = performance.now() + forMs;
  let slowest = 0;
  while (performance.now() < end) {
    expect(node.alive(), node.words()).toBe(true);
    const asked = performance.now();
    const response = await fetch(
      `${node.url}/api/v1/field-service/technicians/${crypto.randomUUID()}/location`,
      {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ latitude: 1, longitude: 1 }),
      },
    );
    await response.text();
    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    slowest = Math.max(slowest, performance.now() - asked);
    await pause(100);
  }
  return slowest;
}
