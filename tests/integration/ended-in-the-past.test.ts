import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LatLng } from "@/lib/geo/types";
import { createJob } from "@/lib/jobs/commands/create-job";
import { newJob } from "@/lib/jobs/schema";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";

import { unpackState } from "@/lib/tracking/stored-state";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { tenantTables } from "../support/fingerprint";
import { eastOfSite } from "../support/fixes";
import {
  makeTechnicianOffShift,
  makeTenant,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { ledgerOf } from "../support/ledger";
import { findPlaces } from "../support/leftovers";
import { startNode, type TestNode } from "../support/node";
import { makeDevice, readDevice, storedFixes, track } from "../support/tracker-device";

const database = freshDatabase();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let who: string;
let start: number;
let jobId: string;

beforeAll(async () => {
  node = await startNode();
});

afterAll(() => node.close());

beforeEach(async () => {
  const tables = (await tenantTables(database.owner)).map((table) => `"${table}"`).join(", ");
  await database.owner.unsafe(`truncate tenants, ${tables} cascade`);
  start = Math.floor(Date.now() / HOUR) * HOUR - 5 * HOUR;
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  who = (await makeTechnicianOffShift(tenant)).id;
  const input = newJob.parse({
    title: "Fibre install",
    ...PLACE,
    technician_id: who,
    window_start: new Date(start).toISOString(),
  });
  jobId = (await createJob(dispatcher.identity, input, new Date(start - HOUR))).id;
  await shift("start", start);
});

async function shift(move: "start" | "end", at: number) {
  const answer = await call(`POST /technicians/${who}/shift/${move}`, {
    cookie: dispatcher.cookie,
    body: { at: new Date(at).toISOString() },
  });
  expect(answer.status).toBe(200);
  return answer.json;
}

const at = (minutes: number) => start + minutes * MINUTE;
const fixAt = (minutes: number, point: LatLng) => incoming(at(minutes), point, { accuracyMeters: 8 });
const send = (...fixes: ReturnType<typeof incoming>[]) => recordFixes(submission(tenant, who, fixes));
const minutesOf = (epoch: number | null) => (epoch === null ? null : (epoch - start) / MINUTE);
const kept = async () =>
  (await storedFixes(database.owner, who)).map(({ recorded_at }) => minutesOf(recorded_at.getTime()));
const visits = async () =>
  (await ledgerOf(database.owner, who)).visits.map(([, from, to]) => [
    minutesOf(from as number),
    minutesOf(to as number | null),
  ]);
const position = async () =>
  (
    await database.owner<{ at: Date }[]>`select recorded_at as at from positions where technician_id = ${who}`
  ).map((row) => minutesOf(row.at.getTime()));
/** Inside of the fence, with digits nobody else has. */
const inside = { lat: 6.52447183, lng: 3.37924691 };
const secret = () => findPlaces(database.owner, inside.lat, inside.lng);

describe("a shift that is ended in the past (LOC-12)", () => {
  it("takes everything with it that was recorded since, whatever was made of it", async () => {
    await send(fixAt(1, eastOfSite(900)), fixAt(2, eastOfSite(600)));
    await send(fixAt(30, inside));
    await send(fixAt(31, inside), fixAt(95, inside), fixAt(100, eastOfSite(900)));
    await send(fixAt(28, eastOfSite(500)));
    expect(await visits()).toEqual([[30, 100]]);
    expect((await secret()).join()).toMatch(/decisions.*events.*fixes_/s);
    expect(await shift("end", at(20))).toMatchObject({
      erased_fixes: 5,
      shift: { ended_at: new Date(at(20)).toISOString() },
    });
    expect(await secret()).toEqual([]);
    expect([await kept(), await visits(), await position()]).toEqual([[1, 2], [], [2]]);
    const [state] = await database.owner`select state from tracking_states where technician_id = ${who}`;
    expect(unpackState(state?.state)).toMatchObject({ newestAt: at(2) });
  });

  it("leaves what was before: an arrival stays, its departure is no longer known", async () => {
    await send(fixAt(1, eastOfSite(900)), fixAt(10, eastOfSite(10)), fixAt(11, eastOfSite(12)));
    await send(fixAt(40, inside), fixAt(60, eastOfSite(900)), fixAt(61, eastOfSite(950)));
    expect(await visits()).toEqual([[10, 60]]);
    await shift("end", at(30));
    expect([await kept(), await visits(), await position()]).toEqual([[1, 10, 11], [[10, null]], [11]]);
    expect(await secret()).toEqual([]);
    const told = await call(`GET /events?after=0`, { cookie: dispatcher.cookie });
    expect(JSON.stringify(told.json)).toContain("Erased: the shift had ended before.");
  });

  it.each(["confirm", "dismiss", null] as const)(
    "takes the places of a drive-past with it (%s), and the question where nobody has answered it",
    async (said) => {
      const before = { lat: 6.52446719, lng: 3.37016471 };
      const after = { lat: 6.52443917, lng: 3.38823847 };
      await send(fixAt(1, eastOfSite(3000)), fixAt(30, before), fixAt(38, after), fixAt(50, after));
      const job = async () => (await call(`GET /jobs/${jobId}`, { cookie: dispatcher.cookie })).json;
      const [question] = (await job()).passed as unknown as { decision_id: string }[];
      const places = () => findPlaces(database.owner, before.lat, before.lng, after.lat, after.lng);
      expect((await places()).join()).toMatch(/decisions.*events.*fixes_/s);
      const body = { decision_id: question?.decision_id };
      if (said) await call(`POST /jobs/${jobId}/passed/${said}`, { cookie: dispatcher.cookie, body });
      await shift("end", at(20));
      expect([await places(), (await job()).passed]).toEqual([[], []]);
      expect(await visits()).toHaveLength(said === "confirm" ? 1 : 0);
      if (said) return;
      const answer = await call(`POST /jobs/${jobId}/passed/confirm`, { cookie: dispatcher.cookie, body });
      expect(answer.status).toBe(404);
    },
  );

  it("takes the first places of all: then nobody knows where he is", async () => {
    await send(fixAt(30, inside));
    await shift("end", at(30));
    expect([await kept(), await position()]).toEqual([[], []]);
    expect(await secret()).toEqual([]);
  });

  it("takes the evidence of a check-in by hand, not the check-in", async () => {
    await send(incoming(Date.now() - 1000, inside));
    const answer = await call(`POST /jobs/${jobId}/check-in`, {
      cookie: dispatcher.cookie,
      body: { reason: "x" },
    });
    expect(answer.status).toBe(200);
    expect((await secret()).join()).toMatch(/hand_inputs/);
    await shift("end", at(30));
    expect(await secret()).toEqual([]);
    expect(await database.owner`select kind from hand_inputs where technician_id = ${who}`).toHaveLength(1);
  });

  it("takes places out of what his trackers said", async () => {
    const device = await makeDevice(dispatcher, who, "owntracks");
    const message = { _type: "location", lat: inside.lat, lon: inside.lng, acc: 8 };
    await track(node.url, device, {
      body: JSON.stringify({ ...message, tst: Math.floor(Date.now() / 1000) }),
    });
    await track(node.url, device, { body: JSON.stringify({ ...message, lat: "x" }) });
    await track(node.url, device, {
      body: JSON.stringify({ ...message, tst: Math.floor(Date.now() / 1000) - 1 }),
    });
    expect((await secret()).join()).toMatch(/device_reports.*quarantine/s);
    await shift("end", at(30));
    expect(await secret()).toEqual([]);
    expect((await readDevice(dispatcher, device)).last_request).toMatchObject({ withheld: true });
  });

  it("by mistake, and started again where it ended, has everything back", async () => {
    await send(fixAt(1, eastOfSite(900)), fixAt(30, inside), fixAt(31, inside));
    await send(fixAt(100, eastOfSite(900)), fixAt(101, eastOfSite(900)));
    const before = [await kept(), await visits(), await position()];
    await shift("end", at(20));
    await shift("start", at(20));
    expect([await kept(), await visits(), await position()]).toEqual(before);
  });

  it("twice is the same as once, and nothing of another technician is touched", async () => {
    const other = (await makeTechnicianOffShift(tenant)).id;
    await database.owner`
      insert into shifts (tenant_id, id, technician_id, started_at)
      values (${tenant.id}, gen_random_uuid(), ${other}, ${new Date(start)})`;
    await recordFixes(submission(tenant, other, [fixAt(30, eastOfSite(900))]));
    await send(fixAt(30, eastOfSite(900)));
    expect((await shift("end", at(20))).erased_fixes).toBe(1);
    expect((await shift("end", at(10))).erased_fixes).toBe(0);
    expect(await storedFixes(database.owner, other)).toHaveLength(1);
  });

  it("races with fixes that are being sent: none of them is left, and none is lost to a new start", async () => {
    const moments = Array.from({ length: 80 }, (_, index) => index + 1);
    const work: Promise<unknown>[] = moments.map((minutes) => send(fixAt(minutes, eastOfSite(900))));
    work.splice(40, 0, shift("end", at(50)));
    await Promise.all(work);
    expect(await kept()).toEqual(moments.filter((minutes) => minutes < 50));
    await shift("start", at(50));
    expect(await kept()).toEqual(moments);
  });

  it("races with what his trackers say: none of it is left", async () => {
    const device = await makeDevice(dispatcher, who, "owntracks");
    const told = (seconds: number, more: object = {}) =>
      track(node.url, device, {
        body: JSON.stringify({
          _type: "location",
          lat: inside.lat,
          lon: inside.lng,
          tst: Math.floor(Date.now() / 1000) - seconds,
          ...more,
        }),
      });
    const work: Promise<unknown>[] = Array.from({ length: 60 }, (_, index) =>
      told(index, index % 3 === 0 ? { lat: "x" } : {}),
    );
    work.splice(30, 0, shift("end", at(30)));
    await Promise.all(work);
    expect(await secret()).toEqual([]);
  });

  it("now erases nothing, except what a phone whose clock is ahead has sent", async () => {
    await send(fixAt(1, eastOfSite(900)), incoming(Date.now() + 2 * MINUTE, inside));
    const { erased_fixes } = (
      await call(`POST /technicians/${who}/shift/end`, { cookie: dispatcher.cookie, body: {} })
    ).json;
    expect([erased_fixes, await kept(), await secret()]).toEqual([1, [1], []]);
  });
});
