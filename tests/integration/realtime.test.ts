import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import type { EventsSinceReply, JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { changeTechnician } from "@/lib/technicians/commands/change-technician";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { logOf } from "../support/ledger";
import { startNode, type TestNode } from "../support/node";
import { until } from "../support/until";
import { Viewer, type ViewerOptions } from "../support/viewer";

const database = freshDatabase();
let a: TestNode;
let b: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let ada: TechnicianWire;
let job: JobWire;
const viewers: Viewer[] = [];

beforeAll(async () => {
  a = await startNode();
  b = await startNode();
});

afterAll(() => Promise.all([a.close(), b.close()]));

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  ada = await makeTechnician(tenant, "Ada Obi");
  job = await makeJob(dispatcher, { technician_id: ada.id });
});

afterEach(() => {
  for (const viewer of viewers.splice(0)) viewer.close();
});

function open(options: ViewerOptions = { cookie: dispatcher.cookie }, node = a): Viewer {
  const viewer = new Viewer(node.url, options);
  viewers.push(viewer);
  return viewer;
}

const seqsAfter = async (seq: number) =>
  (await logOf(database.owner, tenant.id)).map((row) => row.seq).filter((number) => number > seq);
const lastSeq = async () => (await logOf(database.owner, tenant.id)).length;

let turn = 0;
/** Changes that make one event each. */
async function storm(count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, () => {
      turn += 1;
      return makeJob(dispatcher, { title: `Storm ${turn}`, technician_id: turn % 2 === 0 ? ada.id : null });
    }),
  );
}
const arrive = (meters = 10) =>
  recordFixes(submission(tenant, ada.id, [incoming(Date.now(), eastOfSite(meters), { accuracyMeters: 5 })]));

describe("a console's socket", () => {
  it("gets a greeting, the whole picture, and then what happens: position, arrival, job, technician", async () => {
    const viewer = await open().ready();
    await until("the picture", () => viewer.snapshot !== null);
    expect(viewer.snapshot).toMatchObject({
      seq: viewer.connected?.seq,
      technicians: [{ id: ada.id }],
      jobs: [{ id: job.id }],
    });
    const compact = await open({ cookie: dispatcher.cookie, format: "compact" }).ready();
    await until("the first full set", () => compact.frames.length > 0);
    await arrive();
    await viewer.reached(await lastSeq());
    expect(viewer.events.map((event) => event.type)).toEqual(
      expect.arrayContaining(["geofence_event", "job_status", "technician_status"]),
    );
    const place = await until("a position", () => viewer.positions.at(-1));
    expect(place).toMatchObject({ technician_id: ada.id, technician_name: "Ada Obi", accuracy: 5 });
    expect(place.longitude).toBeCloseTo(eastOfSite(10).lng, 9);
    const frame = await until("a frame", () => compact.frames.find((rows) => rows.length > 0));
    expect(frame[0]?.slice(0, 3)).toEqual([
      ada.number,
      Math.round(place.latitude * 1e5),
      Math.round(place.longitude * 1e5),
    ]);
  });

  it.each([["websocket"], ["polling"]] as const)(
    "that connects (by %s) amid a storm of writes gets every event after its picture, in order, once",
    async (transport) => {
      const writing = storm(60);
      const many = Array.from({ length: 16 }, (_, i) =>
        open({ cookie: dispatcher.cookie, transports: [transport] }, i % 2 === 0 ? a : b),
      );
      await writing;
      const end = await lastSeq();
      await Promise.all(many.map(async (viewer) => (await viewer.ready()).reached(end)));
      for (const viewer of many) {
        expect(viewer.doubles).toBe(0);
        expect(viewer.seqs).toEqual(await seqsAfter(viewer.snapshot?.seq ?? Number.NaN));
      }
    },
  );

  it("that comes back with its last number gets exactly what it missed, and no picture", async () => {
    const first = await open().ready();
    await storm(3);
    await first.reached(await lastSeq());
    first.close();
    // More than one page of the log.
    await inTenant(tenant.id, async (unit) => {
      for (let n = 0; n < 700; n += 1) {
        const about = { technicianId: null, jobId: job.id, occurredAt: new Date() };
        unit.emit({ type: "job_status", ...about, payload: { n } });
      }
    });
    const writing = storm(50);
    const back = await open({ cookie: dispatcher.cookie, lastSeq: first.seq }, b).ready();
    await writing;
    await back.reached(await lastSeq());
    expect(back.snapshot).toBeNull();
    expect(back.seqs).toEqual(await seqsAfter(first.seq));
    expect(back.doubles).toBe(0);
  });

  it("that was away too long, or knows a future that never was, is told to start over", async () => {
    const ahead = await open({ cookie: dispatcher.cookie, lastSeq: 1_000_000 }).ready();
    await until("the picture", () => ahead.snapshot !== null);
    expect(ahead.resyncs).toBe(1);
    await database.owner`update event_counters set last_seq = last_seq + 6000 where tenant_id = ${tenant.id}`;
    const behind = await open({ cookie: dispatcher.cookie, lastSeq: 1 }).ready();
    await until("the picture", () => behind.snapshot !== null);
    expect(behind.resyncs).toBe(1);
    expect(behind.events).toEqual([]);
  });

  it("that saw a gap asks and gets the events between, page by page", async () => {
    const viewer = await open().ready();
    await storm(5);
    const end = await lastSeq();
    const reply = await viewer.ask<EventsSinceReply>("events:since", { after: end - 3 });
    expect(reply).toMatchObject({ ok: true, seq: end });
    expect(reply.ok && reply.events.map((event) => event.seq)).toEqual([end - 2, end - 1, end]);
    await expect(viewer.ask("events:since", { after: -1 })).resolves.toMatchObject({
      ok: false,
      error: { code: "malformed" },
    });
  });

  it("that asks from beyond the end is told to start over and is given the picture", async () => {
    const viewer = await open({ cookie: dispatcher.cookie, lastSeq: await lastSeq() }).ready();
    expect(viewer.snapshot).toBeNull();
    await expect(viewer.ask("events:since", { after: 1_000_000 })).resolves.toEqual({
      ok: false,
      resync: true,
    });
    await until("the picture", () => viewer.snapshot !== null);
  });
});

describe("two nodes on one database", () => {
  it("a change through one is seen by the viewers of both within a second", async () => {
    const here = await open().ready();
    const there = await open({ cookie: dispatcher.cookie }, b).ready();
    const began = performance.now();
    await arrive();
    const end = await lastSeq();
    await Promise.all([here.reached(end), there.reached(end)]);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(there.seqs).toEqual(here.seqs);
    await until("positions on both", () => here.positions.length > 0 && there.positions.length > 0);
  });

  it("a hint that is lost delays what it spoke of by a second or so, fails no write, and loses nothing", async () => {
    const viewer = await open().ready();
    await database.owner`revoke execute on function pg_catalog.pg_notify(text, text) from public`;
    try {
      const began = performance.now();
      expect(await arrive()).toMatchObject([{ accepted: true, duplicate: false }]);
      await changeTechnician(tenant.id, ada.id, { full_name: "Ada O." }, new Date());
      await viewer.reached(await lastSeq(), 3000);
      expect(performance.now() - began).toBeLessThan(2500);
      expect(viewer.seqs).toEqual(await seqsAfter(viewer.snapshot?.seq ?? 0));
    } finally {
      await database.owner`grant execute on function pg_catalog.pg_notify(text, text) to public`;
    }
  });

  it("hears again after the connection it listens on was cut", async () => {
    const viewer = await open().ready();
    const ears = async () =>
      (
        await database.owner<{ pid: number }[]>`
          select pid from pg_stat_activity where datname = current_database() and query ~* '^(un)?listen'`
      ).map((row) => row.pid);
    const before = await ears();
    expect(before).not.toEqual([]);
    for (const pid of before) await database.owner`select pg_terminate_backend(${pid})`;
    await until("listening again", async () => (await ears()).some((pid) => !before.includes(pid)));
    await arrive(20);
    await until("a position, which no log holds", () => viewer.positions.length > 0, 2000);
  });
});

describe("a technician's socket", () => {
  it("sees himself, his own jobs and nobody else's, live and when it asks", async () => {
    const ben = await makeTechnician(tenant, "Ben Eze");
    const theirs = await makeJob(dispatcher, { technician_id: ben.id, title: "Ben's" });
    const own = await makeUser(tenant, "technician", { technicianId: ada.id });
    const phone = await open({ cookie: own.cookie }).ready();
    await until("the picture", () => phone.snapshot !== null);
    const start = phone.snapshot?.seq ?? 0;
    await recordFixes(submission(tenant, ben.id, [incoming(Date.now(), eastOfSite(5))]));
    await arrive();
    await makeJob(dispatcher, { title: "Nobody's" });
    await phone.reached(await lastSeq());
    const log = await logOf(database.owner, tenant.id);
    const his = (
      await database.owner<
        { seq: string }[]
      >`select seq from events where tenant_id = ${tenant.id} and technician_id = ${ada.id} and seq > ${start} order by seq`
    ).map((row) => Number(row.seq));
    expect(his.length).toBeGreaterThan(1);
    expect(his.length).toBeLessThan(log.length - start);
    expect(phone.seqs).toEqual(his);
    const back = await open({ cookie: own.cookie, lastSeq: start }).ready();
    await back.reached(await lastSeq());
    expect(back.seqs).toEqual(his);
    const reply = await phone.ask<EventsSinceReply>("events:since", { after: 0 });
    const seen = JSON.stringify([phone.snapshot, phone.events, phone.positions, back.events, reply]);
    expect(seen).toContain(ada.id);
    for (const foreign of [ben.id, theirs.id, "Ben", "Nobody's"]) expect(seen).not.toContain(foreign);
    expect(phone.positions).toEqual([]);
  });

  it("may push his own fixes, each answered, and nobody else's", async () => {
    const ben = await makeTechnician(tenant, "Ben Eze");
    const own = await makeUser(tenant, "technician", { technicianId: ada.id });
    const phone = await open({ cookie: own.cookie }).ready();
    const fixes = [
      { latitude: 6.5244, longitude: 3.3792, id: "p1" },
      { latitude: 95, longitude: 0 },
    ];
    await expect(phone.ask("location:push", { fixes })).resolves.toMatchObject({
      ok: true,
      results: [
        { accepted: true, geofence_event: { event_type: "enter" } },
        { accepted: false, error: { code: "impossible" } },
      ],
    });
    await expect(phone.ask("location:push", { fixes })).resolves.toMatchObject({
      ok: true,
      results: [{ duplicate: true }, {}],
    });
    await expect(phone.ask("location:push", { technician_id: ben.id, fixes })).resolves.toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    const [row] =
      await database.owner`select count(*)::int as n, min(source) as source from fixes where tenant_id = ${tenant.id}`;
    expect(row).toEqual({ n: 1, source: "phone" });
  });
});

describe("an API token's socket", () => {
  it("needs no Origin, and sees what its scopes let it see", async () => {
    const reader = await open({ token: await makeToken(tenant, ["read"]), origin: null }).ready();
    await until("the picture", () => reader.snapshot !== null);
    const ben = await makeTechnician(tenant, "Ben Eze");
    const device = await makeToken(tenant, ["locations:write"], ben.id);
    const phone = await open({ token: device, origin: null }).ready();
    await expect(phone.ask("events:since", { after: 0 })).resolves.toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
    expect(phone.snapshot).toBeNull();
    const nobody = open({ token: await makeToken(tenant, ["jobs:read"]), origin: null });
    await until("a refusal", () => nobody.refusal === "forbidden");
  });
});
