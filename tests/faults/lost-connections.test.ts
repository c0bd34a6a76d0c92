import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { appUrl } from "@/lib/db/app-login";
import { connect, type Loss, reach } from "@/lib/db/connect";
import { Ears } from "@/lib/db/ears";
import { isLost, isOutage } from "@/lib/db/outage";
import { startWorker } from "@/server/timers/worker";
import { freshDatabase } from "../support/database";
import { TcpProxy } from "../support/tcp-proxy";
import { until } from "../support/until";

const database = freshDatabase();

beforeAll(async () => {
  await database.owner`create table held (id int primary key, note text)`;
  await database.owner`insert into held values (1, ''), (2, ''), (3, '')`;
  await database.owner`grant select, update, insert on held to truckroll_app`;
});

const proxies: TcpProxy[] = [];
afterAll(async () => {
  for (const proxy of proxies) await proxy.close();
});

async function poolBehindProxy(max: number) {
  const proxy = await TcpProxy.before(database.url);
  proxies.push(proxy);
  const losses: Loss[] = [];
  const sql = connect(appUrl(proxy.url), max, undefined, (how) => losses.push(how));
  return { proxy, sql, losses };
}

/** How the promise ended, and after how long, milliseconds. */
async function ending(promise: PromiseLike<unknown>): Promise<{ error: unknown; afterMs: number }> {
  const from = performance.now();
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, afterMs: performance.now() - from };
}

it.concurrent("a frozen connection fails within 6 s wherever it was, and the server gives up the locks it held", async () => {
  const { proxy, sql, losses } = await poolBehindProxy(3);
  let work: (() => void) | undefined;
  const thinking = new Promise<void>((resolve) => {
    work = resolve;
  });
  const holding = sql.begin(async (client) => {
    await client`update held set note = 'abandoned' where id = 1`;
    await thinking;
    await client`select 1`;
  });
  // A second connection that is open and idle, and the third that is not open yet.
  await sql.begin((client) => client`select 1`);
  await until("the lock is held", async () => {
    const free = await database.owner`select from held where id = 1 for update skip locked`;
    return free.length === 0;
  });
  proxy.freeze();
  const frozenAt = performance.now();
  work?.();
  const endings = await Promise.all([
    ending(holding),
    ending(sql`select 1`),
    ending(sql.begin((client) => client`select 1`)),
  ]);
  for (const { error, afterMs } of endings) {
    expect(isLost(error)).toBe(true);
    expect(afterMs).toBeLessThan(6_000);
  }
  expect(losses).toEqual(["silent"]);
  // The proxy keeps the server's side open: only the server's own limit frees the row.
  await database.owner`select from held where id = 1 for update`;
  expect(performance.now() - frozenAt).toBeLessThan(7_000);
  const [row] = await database.owner`select note from held where id = 1`;
  expect(row?.note).toBe("");
});

it.concurrent("what a transaction still asks after its connection was cut is refused and runs nowhere", async () => {
  const { proxy, sql, losses } = await poolBehindProxy(1);
  let go: (() => void) | undefined;
  const cut = new Promise<void>((resolve) => {
    go = resolve;
  });
  let refusal: unknown;
  let begun = false;
  const dead = sql.begin(async (client) => {
    await client`select 1`;
    begun = true;
    await cut;
    try {
      await client`update held set note = 'of the dead' where id = 2`;
    } catch (error) {
      refusal = error;
      throw error;
    }
  });
  // Waits for the only connection; postgres.js would give it the same one again.
  const next = ending(sql.begin((client) => client`update held set note = 'of the next' where id = 2`));
  await until("the first has begun", () => begun);
  proxy.cut();
  expect(isLost((await ending(dead)).error)).toBe(true);
  go?.();
  expect(isLost((await next).error)).toBe(true);
  await until("the dead one has asked", () => refusal);
  expect(isLost(refusal)).toBe(true);
  expect(losses).toEqual(["closed"]);
  const [row] = await database.owner`select note from held where id = 2`;
  expect(row?.note).toBe("");
});

it.concurrent("transactions cut while they write, time and again, end with an error and leave the process alone", async () => {
  const proxy = await TcpProxy.before(database.url);
  proxies.push(proxy);
  const url = appUrl(proxy.url);
  for (let round = 0; round < 10; round += 1) {
    const sql = connect(url, 4);
    let answered = 0;
    const busy = Array.from({ length: 8 }, () =>
      ending(
        sql.begin(async (client) => {
          for (;;) {
            await Promise.all([client`select 1`, client`select pg_sleep(0.002)`]);
            answered += 1;
          }
        }),
      ),
    );
    await until("all connections are at work", () => answered > 40 + round);
    proxy.cut();
    const ends = await Promise.all(busy);
    expect(ends.filter(({ error }) => !isLost(error))).toEqual([]);
  }
});

it.concurrent("everybody who waited for a connection of a frozen pool is told too, however many they are", async () => {
  const { proxy, sql } = await poolBehindProxy(2);
  await Promise.all([sql.begin((client) => client`select 1`), sql`select 1`]);
  proxy.freeze();
  const endings = await Promise.all([
    ...Array.from({ length: 20 }, () => ending(sql.begin((client) => client`select 1`))),
    ...Array.from({ length: 20 }, () => ending(sql`select 1`)),
  ]);
  for (const { error, afterMs } of endings) {
    expect(isOutage(error)).toBe(true);
    expect(afterMs).toBeLessThan(6_000);
  }
});

it.concurrent("everybody who waited for a connection of a pool that was hung up on is told too, however many they are", async () => {
  const { proxy, sql } = await poolBehindProxy(2);
  await Promise.all([sql.begin((client) => client`select 1`), sql`select 1`]);
  const endings = [
    ...Array.from({ length: 20 }, () => ending(sql.begin((client) => client`select pg_sleep(10)`))),
    ...Array.from({ length: 20 }, () => ending(sql`select 1`)),
  ];
  await until("both connections are busy", async () => {
    const busy = await database.owner`
      select from pg_stat_activity where query = 'select pg_sleep(10)' and state = 'active'`;
    return busy.length === 2;
  });
  proxy.cut();
  for (const { error, afterMs } of await Promise.all(endings)) {
    expect(isOutage(error)).toBe(true);
    expect(afterMs).toBeLessThan(6_000);
  }
});

it.concurrent("what the server still has of a pool that fell silent ends as soon as the server is reached again", async () => {
  let name = "";
  const proxy = await TcpProxy.before(database.url);
  proxies.push(proxy);
  const sql = connect(appUrl(proxy.url), 2, undefined, (_, lost) => {
    name = lost;
  });
  const backends = () =>
    database.owner`select from pg_stat_activity where application_name = ${name}`.then((rows) => rows.length);
  await Promise.all([sql.begin((client) => client`select 1`), sql`select 1`]);
  proxy.freeze();
  await ending(sql`select 1`);
  // The proxy keeps the server's side open.
  expect(await backends()).toBe(2);
  await reach(appUrl(database.url), ["truckroll of yesterday", name]);
  await until("both are gone", async () => (await backends()) === 0, 2_000);
});

it.concurrent("a slow way with a slow statement is not taken for a dead one", async () => {
  const { proxy, sql, losses } = await poolBehindProxy(1);
  proxy.delay(50);
  await Promise.all([sql.begin((client) => client`select pg_sleep(7)`), sql`select 1`]);
  expect(losses).toEqual([]);
  await sql.end();
});

it.concurrent("ears that went deaf hear again after the network is back, and are told that they missed something", async () => {
  const proxy = await TcpProxy.before(database.url);
  proxies.push(proxy);
  const ears = new Ears(
    appUrl(proxy.url),
    async (channel) => database.owner`select pg_notify(${channel}, '')`,
  );
  const heard: string[] = [];
  let ready = 0;
  await ears.listen(
    "news",
    (message) => heard.push(message),
    () => {
      ready += 1;
    },
  );
  proxy.freeze();
  await database.owner`select pg_notify('news', 'unheard')`;
  // Longer than it takes to miss a notification, so that the connection is half open for good.
  await pause(5_500);
  proxy.thaw();
  await until("it listens again", () => ready > 1, 10_000);
  await database.owner`select pg_notify('news', 'heard')`;
  await until("the news is heard", () => heard.includes("heard"), 1_000);
  expect(heard).toEqual(["heard"]);
  await ears.end();
});

it.concurrent("a task whose hand-over was lost on the way is done soon after, not in four hours", async () => {
  const proxy = await TcpProxy.before(database.url);
  proxies.push(proxy);
  const worker = await startWorker(proxy.url);
  const tasks = () => database.owner<{ locked: boolean }[]>`
    select locked_at is not null as locked from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'prepare_partitions'`;
  const enqueue = () => database.owner`select graphile_worker.add_job('prepare_partitions')`;
  await enqueue();
  await until("the worker is at work", async () => (await tasks()).length === 0);
  proxy.mute();
  await enqueue();
  await until("it was handed over", async () => (await tasks())[0]?.locked, 4_000);
  await pause(1_000);
  expect((await tasks())[0]?.locked).toBe(true);
  proxy.thaw();
  await until("it is done", async () => (await tasks()).length === 0, 10_000);
  await worker.stop();
});
