import { beforeEach, describe, expect, it } from "vitest";
import { createJob } from "@/lib/jobs/commands/create-job";
import { newJob } from "@/lib/jobs/schema";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { expireSealedFixes } from "@/lib/tracking/commands/expire-sealed-fixes";
import { openSealedFixes } from "@/lib/tracking/commands/open-sealed-fixes";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { startWorker } from "@/server/timers/worker";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission, wanderingDay } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeTechnician,
  makeTechnicianOffShift,
  makeTenant,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { ledgerOf } from "../support/ledger";
import { storedFixes } from "../support/tracker-device";
import { until } from "../support/until";

const database = freshDatabase();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let start: number;

beforeEach(async () => {
  start = Math.floor(Date.now() / MINUTE) * MINUTE - 6 * HOUR;
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnicianOffShift(tenant);
});

const keyOf = (who = technician.id) => ({ tenantId: tenant.id, technicianId: who });
const fixAt = (at: number, meters: number, clientId?: string) =>
  incoming(at, eastOfSite(meters), clientId === undefined ? {} : { clientId });
const send = (fixes: readonly ReturnType<typeof incoming>[], who = technician.id) =>
  recordFixes(submission(tenant, who, fixes));
const startShift = async (at: number, who = technician.id) => {
  const answer = await call(`POST /technicians/${who}/shift/start`, {
    cookie: dispatcher.cookie,
    body: { at: new Date(at).toISOString() },
  });
  expect(answer.status).toBe(200);
};
const sealed = async () =>
  (
    await database.owner<{ at: Date }[]>`
    select recorded_at as at from sealed_fixes where technician_id = ${technician.id} order by 1`
  ).map(({ at }) => at.getTime());
const kept = async (who = technician.id) =>
  (await storedFixes(database.owner, who)).map(({ recorded_at }) => recorded_at.getTime());
const job = (who: string, meters = 0) => {
  const { lat, lng } = eastOfSite(meters);
  const input = newJob.parse({
    title: "Fibre install",
    ...PLACE,
    latitude: lat,
    longitude: lng,
    technician_id: who,
    window_start: new Date(start - HOUR).toISOString(),
  });
  return createJob(dispatcher.identity, input, new Date(start - HOUR));
};

describe("a shift that is started late (LOC-12)", () => {
  it("recovers exactly the fixes that lie inside of it", async () => {
    const moments = [-20, -1, 0, 1, 30, 300].map((minutes) => start + minutes * MINUTE);
    await send(moments.map((at) => fixAt(at, 900)));
    expect([await kept(), await sealed()]).toEqual([[], moments]);
    await startShift(start);
    expect(await kept()).toEqual(moments.slice(2));
    expect(await sealed()).toEqual(moments.slice(0, 2));
  });

  it("books the visits that the same day has had live", async () => {
    const live = await makeTechnician(tenant);
    for (const meters of [0, 600, 1200]) {
      await job(technician.id, meters);
      await job(live.id, meters);
    }
    const day = wanderingDay(7, start, start + 5 * HOUR);
    const fixes = () =>
      day.map(({ at, point, accuracyMeters, speedMps }) => incoming(at, point, { accuracyMeters, speedMps }));
    for (const who of [technician.id, live.id]) {
      const all = fixes();
      for (let index = 0; index < all.length; index += 40) await send(all.slice(index, index + 40), who);
    }
    await startShift(start);
    const spans = async (who: string) => {
      const { visits } = await ledgerOf(database.owner, who);
      return visits.map(([, from, to]) => [from, to]);
    };
    expect(await kept()).toEqual(await kept(live.id));
    expect((await spans(live.id)).length).toBeGreaterThan(2);
    expect(await spans(technician.id)).toEqual(await spans(live.id));
  });

  it("recovers what a task has to recover, because the request died, and twice is the same as once", async () => {
    await send([fixAt(start, 900), fixAt(start + MINUTE, 400)]);
    await database.owner`
      insert into shifts (tenant_id, id, technician_id, started_at)
      values (${tenant.id}, gen_random_uuid(), ${technician.id}, ${new Date(start)})`;
    const rows = await database.owner`select * from sealed_fixes where technician_id = ${technician.id}`;
    const worker = await startWorker(database.url);
    try {
      await database.owner`
        select graphile_worker.add_job('open_sealed_fixes',
          ${JSON.stringify({ tenantId: tenant.id, technicianId: technician.id })}::text::json)`;
      await until("opened", async () => (await sealed()).length === 0);
    } finally {
      await worker.stop();
    }
    expect(await kept()).toHaveLength(2);
    await database.owner`insert into sealed_fixes ${database.owner(rows)}`;
    await Promise.all([openSealedFixes(keyOf()), openSealedFixes(keyOf())]);
    expect([(await kept()).length, await sealed()]).toEqual([2, []]);
  });

  it("leaves the task in its own transaction", async () => {
    await startShift(start);
    const [task] = await database.owner`
      select task_identifier, payload from graphile_worker.jobs j join graphile_worker._private_jobs p using (id)
      where j.key = ${`sealed:${tenant.id}:${technician.id}`}`;
    expect(task).toMatchObject({
      task_identifier: "open_sealed_fixes",
      payload: { technicianId: technician.id },
    });
  });

  it("finds the same fix once, however often it was sent, and knows it when it is sent again", async () => {
    const again = () => [fixAt(start, 900), fixAt(start + MINUTE, 900, "a")];
    await send(again());
    await send([...again(), fixAt(start + 2 * MINUTE, 900, "a")]);
    expect(await sealed()).toEqual([start, start + MINUTE]);
    await startShift(start);
    expect(await kept()).toHaveLength(2);
    const results = await send(again());
    expect(results.map(({ duplicate }) => duplicate)).toEqual([true, true]);
    expect(await kept()).toHaveLength(2);
  });

  it("does not find what was changed, or belongs to somebody else; that is thrown away", async () => {
    const other = await makeTechnicianOffShift(tenant);
    await send([fixAt(start, 900), fixAt(start + MINUTE, 900)]);
    await send([fixAt(start, 500)], other.id);
    await database.owner`
      update sealed_fixes set ciphertext = (select ciphertext from sealed_fixes where technician_id = ${other.id})
      where technician_id = ${technician.id} and recorded_at = ${new Date(start)}`;
    await database.owner`
      update sealed_fixes set ciphertext = 'AAAA' || substr(ciphertext, 5)
      where technician_id = ${technician.id} and recorded_at > ${new Date(start)}`;
    await startShift(start);
    expect([await kept(), await sealed()]).toEqual([[], []]);
    expect(await kept(other.id)).toEqual([]);
  });

  it("does not open what was moved into it: the time inside of the seal counts", async () => {
    await send([fixAt(start - HOUR, 900)]);
    await database.owner`
      update sealed_fixes set recorded_at = ${new Date(start + HOUR)} where technician_id = ${technician.id}`;
    await startShift(start);
    expect(await kept()).toEqual([]);
  });
});

describe("what waits for a late start", () => {
  it("waits until it is 12 h old, not longer; what is older when it comes leaves nothing", async () => {
    const now = Date.now();
    await send([fixAt(now - 13 * HOUR, 900), fixAt(now - 11 * HOUR, 900), fixAt(now - HOUR, 900)]);
    expect(await sealed()).toEqual([now - 11 * HOUR, now - HOUR]);
    expect(await expireSealedFixes(now)).toBe(0);
    expect(await expireSealedFixes(now + HOUR - 1)).toBe(0);
    expect(await expireSealedFixes(now + HOUR)).toBe(1);
    expect(await sealed()).toEqual([now - HOUR]);
  });

  it("is not opened once it is too old, although it is still there", async () => {
    await send([fixAt(start, 900)]);
    await database.owner`
      update sealed_fixes set expires_at = now() - interval '1 second' where technician_id = ${technician.id}`;
    await startShift(start - HOUR);
    expect([await kept(), await sealed()]).toEqual([[], [start]]);
    expect(await expireSealedFixes(Date.now())).toBe(1);
  });

  it("is looked through by the task queue every ten minutes", async () => {
    const worker = await startWorker(database.url);
    await worker.stop();
    const rows = await database.owner`
      select identifier from graphile_worker._private_known_crontabs where identifier = 'expire_sealed_fixes'`;
    expect(rows).toHaveLength(1);
  });

  it("is seen by no other company, and by no request", async () => {
    await send([fixAt(start, 900)]);
    const other = await makeTenant();
    await openSealedFixes({ tenantId: other.id, technicianId: technician.id });
    expect(await sealed()).toEqual([start]);
    const span = `from=${new Date(start - HOUR).toISOString()}&to=${new Date().toISOString()}`;
    const answer = await call(`GET /technicians/${technician.id}/recorded?${span}`, {
      cookie: dispatcher.cookie,
    });
    expect(answer.json).toMatchObject({ sealed_fixes: 1, hours: [], tracking: { is_on: false } });
  });
});

describe("a start and fixes at the same time", () => {
  it("lose no fix of the shift, and keep none from before it", async () => {
    const before = Array.from({ length: 20 }, (_, index) => start - (index + 1) * MINUTE);
    const inside = Array.from({ length: 60 }, (_, index) => start + index * MINUTE);
    const sendings = [...before, ...inside].map((at) => () => send([fixAt(at, 900)]));
    const work = sendings.map((sendOne) => sendOne());
    work.push(startShift(start).then(() => []));
    await Promise.all(work);
    expect(await kept()).toEqual(inside);
    expect(await sealed()).toEqual([...before].reverse());
  });
});
