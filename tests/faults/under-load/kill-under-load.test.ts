import { expect, it } from "vitest";
import { ingestBatch } from "@/lib/tracking/commands/ingest";
import { anyFreePort } from "@/server/cli/ports.mjs";
import { freshDatabase } from "../../support/database";
import { makeTenant, makeToken, makeUser, type TestTenant, type TestUser } from "../../support/fixtures";
import { Fleet } from "../../support/fleet";
import { Follower } from "../../support/follower";
import { ledgerOf, logOf } from "../../support/ledger";
import { runNode } from "../../support/run-node";
import { until } from "../../support/until";

const database = freshDatabase();
const PHONES = 40;
/** 40 phones with a fix every 150 ms each: 266 a second. */
const EVERY_MS = 150;

it("a server killed -9 twice under 266 fixes a second loses and doubles nothing: fixes, events, visits", async () => {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const token = await makeToken(tenant, ["*"]);
  const fleet = await Fleet.make(tenant, dispatcher, PHONES);
  const port = await anyFreePort();
  let node = await runNode(port);
  const follower = new Follower(node.url, dispatcher.cookie);
  fleet.start(node.url, token, EVERY_MS);
  for (let kills = 0; kills < 2; kills += 1) {
    const already = fleet.acknowledged;
    await until("the load is on", () => fleet.acknowledged > already + 600, 30_000);
    await node.kill("SIGKILL");
    const down = fleet.made;
    node = await runNode(port);
    expect(fleet.made).toBeGreaterThan(down);
  }
  const already = fleet.acknowledged;
  await until("the load is on again", () => fleet.acknowledged > already + 600, 30_000);
  await fleet.drain();

  for (const phone of fleet.phones) {
    const rows = await database.owner<{ n: number; receipts: number }[]>`
      select (select count(*)::int from fixes where technician_id = ${phone.technicianId}) as n,
             (select count(*)::int from fix_receipts where technician_id = ${phone.technicianId}) as receipts`;
    expect(rows[0]).toEqual({ n: phone.made.length, receipts: phone.made.length });
  }
  const owed = await follower.finish(database.owner, tenant.id, 15_000);
  expect(follower.connections).toBeGreaterThanOrEqual(3);
  expect(follower.applied).toEqual(owed);
  const log = await logOf(database.owner, tenant.id);
  expect(log.map((row) => row.seq)).toEqual(log.map((_, i) => i + 1));

  await expectVisitsOfACalmRun(tenant, dispatcher, fleet);
  expect(node.alive()).toBe(true);
  await node.kill("SIGTERM");
});

/** The drives of three of the phones once more, each in one batch and in order, by technicians nothing happened to. */
async function expectVisitsOfACalmRun(tenant: TestTenant, dispatcher: TestUser, fleet: Fleet): Promise<void> {
  const calm = await Fleet.make(tenant, dispatcher, 3);
  for (const [i, which] of [0, 17, 39].entries()) {
    const [stormy, quiet] = [fleet.phones[which], calm.phones[i]];
    if (!stormy || !quiet) throw new Error("there is no such phone");
    await ingestBatch(
      { fixes: stormy.made },
      {
        identity: dispatcher.identity,
        technicianId: quiet.technicianId,
        receivedAt: Date.now(),
        source: "api",
      },
    );
    const [found, expected] = await Promise.all(
      [stormy, quiet].map(async (phone) =>
        (await ledgerOf(database.owner, phone.technicianId)).visits.map(([, ...times]) => times),
      ),
    );
    expect(found?.length).toBeGreaterThan(3);
    expect(found).toEqual(expected);
  }
}
