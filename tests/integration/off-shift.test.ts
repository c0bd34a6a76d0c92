import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tenants } from "@/drizzle/schema/tenants";
import { inTenant } from "@/lib/db/transaction";
import type { FixResultWire, TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import {
  makeTechnicianOffShift,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { findPlaces } from "../support/leftovers";
import { startNode, type TestNode } from "../support/node";
import { post, wireFix } from "../support/phone-wire";
import { makeDevice, readDevice, storedFixes, track } from "../support/tracker-device";

const database = freshDatabase();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const place = { lat: 6.7391846, lng: 3.2846913 };
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let token: string;

beforeAll(async () => {
  node = await startNode();
});

afterAll(() => node.close());

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnicianOffShift(tenant);
  token = await makeToken(tenant, ["*"]);
});

const shift = async (move: "start" | "end", at: number) => {
  const body = { at: new Date(at).toISOString() };
  const answer = await call(`POST /technicians/${technician.id}/shift/${move}`, {
    cookie: dispatcher.cookie,
    body,
  });
  expect(answer.status).toBe(200);
};
const path = () => `/technicians/${technician.id}`;
const send = (body: object) =>
  post(node.url, `${path()}/location`, body, { authorization: `Bearer ${token}` });
const sendAll = async (...fixes: object[]) =>
  (await post(node.url, `${path()}/locations`, { fixes }, { authorization: `Bearer ${token}` })).json.results;
const left = () => findPlaces(database.owner, place.lat, place.lng);
const stored = () => storedFixes(database.owner, technician.id);
const offShift = {
  accepted: false,
  duplicate: false,
  verdict: "off_shift",
  verdict_reason: "outside_shift",
};
const owntracks = (at: number, more: object = {}) =>
  JSON.stringify({
    _type: "location",
    lat: place.lat,
    lon: place.lng,
    tst: Math.floor(at / 1000),
    acc: 9,
    batt: 61,
    ...more,
  });
const own = { lat: place.lat, lon: place.lng, tst: Math.floor(Date.now() / 1000) };

describe("outside of every shift no coordinate stays anywhere in the database (LOC-12)", () => {
  it("the search would find one: on shift it is there", async () => {
    await shift("start", Date.now() - HOUR);
    await send(wireFix(Date.now(), place));
    expect((await left()).join()).toMatch(/fixes_.*positions/s);
    await database.owner`delete from fixes`;
    await database.owner`delete from positions`;
    await database.owner`delete from tracking_states`;
  });

  it("of what OwnTracks posts, which is answered as always", async () => {
    const device = await makeDevice(dispatcher, technician.id, "owntracks");
    const answer = await track(node.url, device, { body: owntracks(Date.now()) });
    expect([answer.status, answer.text]).toEqual([200, "[]"]);
    expect(await left()).toEqual([]);
    const shown = await readDevice(dispatcher, device);
    expect(shown.counts).toMatchObject({ stored: 0, off_shift: 1 });
    expect(shown.battery).toBe(61);
    expect(shown.last_request).toMatchObject({
      request: "POST /api/ingest/owntracks",
      withheld: true,
      verdicts: [{ verdict: "off_shift", reason: "outside_shift", count: 1 }],
      understood: [
        {
          kind: "fix",
          latitude: null,
          accuracy: null,
          sentence: "A location from off shift: the place was not kept.",
        },
      ],
    });
  });

  it.each<[string, object]>([
    ["a region that was entered", { _type: "transition", event: "enter", wtst: own.tst, ...own }],
    ["a region of the app", { _type: "waypoint", desc: "Home", rad: 50, ...own }],
    ["a place without a time", { _type: "location", lat: place.lat, lon: place.lng }],
    ["a place whose time lies ahead", { _type: "location", ...own, tst: own.tst + 86_400 }],
    ["a place with swapped axes", { _type: "location", ...own, lat: 173.7391846 }],
    ["something nobody knows", { _type: "spot", note: `${place.lat}, ${place.lng}` }],
  ])("nor of %s", async (_name, message) => {
    const device = await makeDevice(dispatcher, technician.id, "owntracks");
    expect((await track(node.url, device, { body: JSON.stringify(message) })).status).toBe(200);
    expect(await left()).toEqual([]);
  });

  it("nor of a query, a backlog or an unreadable body of other apps", async () => {
    const osmand = await makeDevice(dispatcher, technician.id, "osmand");
    const query = `lat=${place.lat}&lon=${place.lng}&timestamp=${Date.now()}`;
    expect((await track(node.url, osmand, { method: "GET", query })).status).toBe(200);
    const overland = await makeDevice(dispatcher, technician.id, "overland");
    const locations = Array.from({ length: 30 }, (_, index) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [place.lng, place.lat] },
      properties: { timestamp: new Date(Date.now() - index * DAY).toISOString() },
    }));
    await track(node.url, overland, {
      body: JSON.stringify({ locations }),
      headers: { "content-type": "application/json" },
    });
    await track(node.url, overland, { body: `{"locations": [${place.lat}, ${place.lng}` });
    expect(await left()).toEqual([]);
  });

  it("nor of our own API, one by one or in batches, whose senders are told", async () => {
    const answer = await send(wireFix(Date.now(), place, { id: "own-1" }));
    expect([answer.status, answer.json]).toEqual([201, offShift]);
    expect(
      await sendAll(wireFix(Date.now() - 30 * HOUR, place), { latitude: 91, longitude: 0 }),
    ).toMatchObject([offShift, { accepted: false, error: { code: "impossible" } }]);
    expect(await left()).toEqual([]);
    expect(await database.owner`select * from fix_receipts where technician_id = ${technician.id}`).toEqual(
      [],
    );
  });

  it("except of an emergency that a person raises", async () => {
    const device = await makeDevice(dispatcher, technician.id, "traccar");
    const query = `lat=${place.lat}&lon=${place.lng}&timestamp=${Date.now()}&alarm=sos`;
    await track(node.url, device, { query });
    expect((await left()).map((found) => found.split(":")[0])).toEqual(["public.tracker_alarms"]);
    await database.owner`delete from tracker_alarms`;
  });
});

describe("a fix is judged by its own time", () => {
  it("start included, end not, between shifts and in old ones, whenever it comes", async () => {
    const start = Math.floor(Date.now() / 1000) * 1000 - 60 * HOUR;
    await shift("start", start);
    await shift("end", start + 8 * HOUR);
    await shift("start", start + 24 * HOUR);
    await database.owner`
      insert into shifts (tenant_id, id, technician_id, started_at, ended_at)
      values (${tenant.id}, gen_random_uuid(), ${technician.id}, now() - interval '40 days', now() - interval '39 days')`;
    const results = await sendAll(
      ...[-1, 0, 8 * HOUR - 1, 8 * HOUR, 24 * HOUR - 1, 24 * HOUR, 50 * HOUR].map((after) =>
        wireFix(start + after, place),
      ),
      wireFix(Date.now() - 39.5 * DAY, place),
      wireFix(Date.now() - 38.5 * DAY, place),
    );
    expect(results.map(({ accepted }) => accepted)).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(await stored()).toHaveLength(5);
  });

  it("the id of one that was not kept is free for one that is", async () => {
    const at = Date.now() - HOUR;
    expect((await send(wireFix(at, place, { id: "a" }))).json).toEqual(offShift);
    await shift("start", at + MINUTE);
    const [early, late] = await sendAll(
      wireFix(at, place, { id: "a" }),
      wireFix(at + 2 * MINUTE, place, { id: "a" }),
    );
    expect([early, late?.accepted, late?.duplicate]).toEqual([offShift, true, false]);
    const again = await sendAll(wireFix(at + 3 * MINUTE, place, { id: "a" }));
    expect(again).toMatchObject([{ accepted: true, duplicate: true }]);
  });

  it("in the company's own hours too, from the moment they are set", async () => {
    const accepted = async () => (await send(wireFix(Date.now(), place))).json.accepted;
    const set = (trackingHours: (typeof tenants.$inferInsert)["trackingHours"]) =>
      inTenant(tenant.id, ({ tx }) => tx.update(tenants).set({ trackingHours }));
    const always = {
      days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const,
      from: "00:00",
      to: "24:00",
    };
    expect(await accepted()).toBe(false);
    await set([{ ...always, days: [...always.days] }]);
    expect(await accepted()).toBe(true);
    await set(null);
    expect(await accepted()).toBe(false);
    expect(await stored()).toHaveLength(1);
  });

  it("the next fix after a shift has started or ended knows it", async () => {
    const verdicts: FixResultWire["verdict"][] = [];
    for (const move of ["start", "end", "start"] as const) {
      verdicts.push(String((await send(wireFix(Date.now(), place))).json.verdict));
      await call(`POST ${path()}/shift/${move}`, { cookie: dispatcher.cookie, body: {} });
    }
    verdicts.push(String((await send(wireFix(Date.now(), place))).json.verdict));
    expect(verdicts).toEqual(["off_shift", "good", "off_shift", "good"]);
  });
});
