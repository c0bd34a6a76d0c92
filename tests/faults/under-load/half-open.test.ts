import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { anyFreePort } from "@/server/cli/ports.mjs";
import { freshDatabase } from "../../support/database";
import { eastOfSite } from "../../support/fixes";
import { makeTechnician, makeTenant, makeToken, makeUser } from "../../support/fixtures";
import { Fleet } from "../../support/fleet";
import { Follower } from "../../support/follower";
import { wireFix } from "../../support/phone-wire";
import { runNode } from "../../support/run-node";
import { TcpProxy } from "../../support/tcp-proxy";
import { until } from "../../support/until";
import { Viewer } from "../../support/viewer";

const database = freshDatabase();
let proxy: TcpProxy;

beforeAll(async () => {
  proxy = await TcpProxy.before(database.url);
});

afterAll(() => proxy.close());

const FREEZE_MS = 7_500;
const LONGEST_MS = 6_000;

interface Knock {
  readonly sentAt: number;
  readonly tookMs: number;
  readonly status: number;
  readonly retry: boolean;
}

/** A phone of its own that sends a new fix every 100 ms whatever became of the last. */
function knocking(url: string, token: string, technicianId: string) {
  const pending: Promise<Knock>[] = [];
  let open = true;
  const started = Date.now();
  const knock = async (id: number): Promise<Knock> => {
    const sentAt = performance.now();
    const response = await fetch(`${url}/api/v1/field-service/technicians/${technicianId}/location`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ ...wireFix(started + id, eastOfSite(900)), id: `knock-${id}` }),
    });
    await response.arrayBuffer();
    return {
      sentAt,
      tookMs: performance.now() - sentAt,
      status: response.status,
      retry: response.headers.has("retry-after"),
    };
  };
  const running = (async () => {
    for (; open; await pause(100)) pending.push(knock(pending.length));
  })();
  return async (): Promise<readonly Knock[]> => {
    open = false;
    await running;
    return Promise.all(pending);
  };
}

it("a database that swallows everything for 7.5 s under load: a word within 6 s, at once from then on, nothing lost, all caught up within 5 s", async () => {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const token = await makeToken(tenant, ["*"]);
  const fleet = await Fleet.make(tenant, dispatcher, 30);
  const knocker = await makeTechnician(tenant, "Knocker");
  const node = await runNode(await anyFreePort(), { databaseUrl: proxy.url });
  const follower = new Follower(node.url, dispatcher.cookie);
  fleet.start(node.url, token, 300);
  await until("the load is on", () => fleet.acknowledged > 300, 30_000);

  proxy.freeze();
  const frozenAt = performance.now();
  const stopKnocking = knocking(node.url, token, knocker.id);
  await pause(FREEZE_MS);
  const already = fleet.acknowledged;
  const knocks = stopKnocking();
  proxy.thaw();
  const thawedAt = performance.now();
  await until("fixes are taken again", () => fleet.acknowledged > already, 5_000);
  await fleet.drain();
  const drainedMs = performance.now() - thawedAt;

  const answers = await knocks;
  const first = answers.filter((knock) => knock.sentAt < frozenAt + LONGEST_MS);
  const later = answers.filter((knock) => knock.sentAt >= frozenAt + LONGEST_MS);
  const slowest = (some: readonly Knock[]) => Math.round(Math.max(...some.map((knock) => knock.tookMs)));
  expect(new Set(answers.map(({ status, retry }) => `${status} ${retry}`))).toEqual(new Set(["503 true"]));
  expect(slowest(first)).toBeLessThan(LONGEST_MS);
  expect(later.length).toBeGreaterThan(5);
  expect(slowest(later)).toBeLessThan(1_500);
  expect(drainedMs).toBeLessThan(5_000);
  expect(node.alive()).toBe(true);

  for (const phone of fleet.phones) {
    const rows = await database.owner<{ n: number; receipts: number }[]>`
      select (select count(*)::int from fixes where technician_id = ${phone.technicianId}) as n,
             (select count(*)::int from fix_receipts where technician_id = ${phone.technicianId}) as receipts`;
    expect(rows[0]).toEqual({ n: phone.made.length, receipts: phone.made.length });
  }
  const owed = await follower.finish(database.owner, tenant.id, 10_000);
  expect(follower.applied).toEqual(owed);

  // More readers at once than the pool has connections.
  const asked = performance.now();
  const viewers = Array.from({ length: 30 }, () => new Viewer(node.url, { cookie: dispatcher.cookie }));
  await Promise.all(viewers.map((viewer) => viewer.ready()));
  expect(performance.now() - asked).toBeLessThan(10_000);
  for (const viewer of viewers) viewer.close();
  await until(
    "the tasks of that time are done",
    async () => {
      const [left] = await database.owner`
        select count(*)::int as n from graphile_worker._private_jobs where run_at <= now()`;
      return left?.n === 0;
    },
    // Notice, give up, begin anew: seconds each.
    25_000,
  );
  expect(node.alive()).toBe(true);
  await node.kill("SIGTERM");
});
