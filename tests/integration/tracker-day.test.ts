import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { VisitWire } from "@/lib/geofence/visit-shapes";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import type { TrackerApp } from "@/lib/tracking/types";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { makeDevice, readDevice, storedFixes, track } from "../support/tracker-device";

const database = freshDatabase();
const MINUTE = 60_000;
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let job: JobWire;
let start: number;

beforeAll(async () => {
  node = await startNode();
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
});

afterAll(() => node.close());

beforeEach(async () => {
  technician = await makeTechnician(tenant);
  start = Math.floor(Date.now() / 1000) * 1000 - 10 * MINUTE;
  job = await makeJob(dispatcher, {
    technician_id: technician.id,
    window_start: new Date(start - 60 * MINUTE).toISOString(),
    window_end: new Date(start + 60 * MINUTE).toISOString(),
  });
});

const device = (app: TrackerApp) => makeDevice(dispatcher, technician.id, app);
const get = async <T>(path: string) =>
  (await call(`GET ${path}`, { cookie: dispatcher.cookie })).json as unknown as T;
const readJob = () => get<JobWire>(`/jobs/${job.id}`);
const readVisits = async () =>
  (await get<{ items: VisitWire[] }>(`/technicians/${technician.id}/visits`)).items;

/** OwnTracks' words for a fix so many minutes after the start and metres east of the site. */
function location(minutes: number, meters: number, more: object = {}): string {
  const { lat, lng } = eastOfSite(meters);
  const tst = start / 1000 + minutes * 60;
  return JSON.stringify({
    _type: "location",
    lat,
    lon: lng,
    tst,
    acc: 8,
    vel: 0,
    batt: 80 - minutes,
    bs: 1,
    ...more,
  });
}

describe("a day that a tracker app reports (LOC-5)", () => {
  it("starts the job on arrival and notes the departure, each at the time of the fix", async () => {
    const own = await device("owntracks");
    await track(node.url, own, { body: location(0, 400) });
    expect((await readJob()).status).toBe("assigned");
    await track(node.url, own, { body: location(2, 20) });
    expect(await readJob()).toMatchObject({
      status: "running",
      started_by: "fence",
      arrived_at: new Date(start + 2 * MINUTE).toISOString(),
    });
    await track(node.url, own, { body: location(8, 400) });
    expect(await readJob()).toMatchObject({
      status: "running",
      departed_at: new Date(start + 8 * MINUTE).toISOString(),
    });
    expect(await readDevice(dispatcher, own)).toMatchObject({
      battery: 72,
      charging: false,
      last_fix_at: new Date(start + 8 * MINUTE).toISOString(),
      counts: { stored: 3, duplicates: 0, quarantined: 0, discarded: 0, ignored: 0 },
    });
  });

  it("is the same when it comes newest first, and each fix twice, with the battery of the newest", async () => {
    const own = await device("owntracks");
    const day = [location(0, 400), location(2, 20), location(5, 15), location(8, 400)];
    for (const body of day.toReversed()) {
      await track(node.url, own, { body });
      await track(node.url, own, { body });
    }
    const visits = await readVisits();
    expect(visits.map(({ arrived_at, departed_at }) => [arrived_at, departed_at])).toEqual([
      [new Date(start + 2 * MINUTE).toISOString(), new Date(start + 8 * MINUTE).toISOString()],
    ]);
    expect(await readDevice(dispatcher, own)).toMatchObject({
      battery: 72,
      last_fix_at: new Date(start + 8 * MINUTE).toISOString(),
      counts: { stored: 4, duplicates: 4 },
    });
  });

  it("is the same from one batch of more fixes than a request of our own API may hold", async () => {
    const own = await device("overland");
    const locations = Array.from({ length: 2_500 }, (_, index) => {
      const { lat, lng } = eastOfSite(index < 500 || index >= 2_000 ? 400 : (index % 7) * 3);
      const timestamp = new Date(start + index * 200).toISOString();
      return {
        type: "Feature",
        geometry: { type: "Point", coordinates: [lng, lat] },
        properties: { timestamp, horizontal_accuracy: 8, speed: 0 },
      };
    });
    const reply = await track(node.url, own, { body: JSON.stringify({ locations: locations.toReversed() }) });
    expect([reply.status, reply.text]).toEqual([200, '{"result":"ok"}']);
    expect(await storedFixes(database.owner, technician.id)).toHaveLength(2_500);
    expect(await readVisits()).toMatchObject([{ arrived_at: new Date(start + 500 * 200).toISOString() }]);
    const shown = await readDevice(dispatcher, own);
    expect(shown.counts.stored).toBe(2_500);
    expect([shown.last_request?.understood.length, shown.last_request?.more]).toEqual([20, 2_480]);
  });

  it("is not moved by what is no fix: regions, signs of life, wrong clocks, impossible places", async () => {
    const own = await device("owntracks");
    for (const body of [
      location(2, 0, { _type: "transition", event: "enter" }),
      location(2, 0, { tst: start / 1000 + 86_400 }),
      location(2, 0, { tst: 86_400 * 20 * 365 }),
      location(2, 0, { lat: 3.3792, lon: 6.5244e3 }),
      location(2, 0, { _type: "lwt" }),
    ]) {
      expect((await track(node.url, own, { body })).status).toBe(200);
    }
    expect(await storedFixes(database.owner, technician.id)).toHaveLength(0);
    expect((await readJob()).status).toBe("assigned");
    const rows = await database.owner`
      select reason, count, places, request->>'body' as body from quarantine where device_id = ${own.id} order by received_at`;
    expect(rows.map(({ reason, count }) => [reason, count])).toEqual([
      ["clock_ahead", 1],
      ["older_than_retention", 1],
      ["place_impossible", 1],
    ]);
    expect(rows[0]).toMatchObject({
      places: [{ at: start + 86_400_000, point: { lat: 6.5244, lng: 3.3792 }, accuracyMeters: 8 }],
      body: expect.stringContaining('"_type":"location"'),
    });
    expect((await readDevice(dispatcher, own)).counts).toMatchObject({ quarantined: 3, ignored: 2 });
  });

  it("goes on behind a fix that the database refuses, which is quarantined alone", async () => {
    const own = await device("traccar");
    await database.owner`alter table fixes add constraint no_devil check (altitude_meters is distinct from 666)`;
    try {
      const list = Array.from({ length: 9 }, (_, index) => ({
        id: 1,
        ...{ lat: 6.6, lon: 3.4 + index / 1000, timestamp: start / 1000 + index },
        altitude: index === 4 ? 666 : 5,
      }));
      expect((await track(node.url, own, { body: JSON.stringify(list) })).status).toBe(200);
      const alone = `lat=6.6&lon=3.5&timestamp=${start / 1000 + 20}&altitude=666`;
      expect((await track(node.url, own, { query: alone })).status).toBe(200);
    } finally {
      await database.owner`alter table fixes drop constraint no_devil`;
    }
    const shown = await readDevice(dispatcher, own);
    expect(shown.counts).toMatchObject({ stored: 8, quarantined: 2 });
    expect(shown.last_request?.understood).toMatchObject([{ kind: "quarantined", reason: "not_storable" }]);
  });

  it("keeps an SOS once, with its time and place, also one whose clock is wrong", async () => {
    const own = await device("traccar");
    const seconds = start / 1000;
    const alarm = (timestamp: number) => ({
      query: `id=1&lat=6.5244&lon=3.3792&timestamp=${timestamp}&alarm=sos`,
    });
    for (const sent of [seconds, seconds, seconds + 10]) await track(node.url, own, alarm(sent));
    await track(node.url, own, { query: `id=1&lat=6.5&lon=3.3&timestamp=${seconds + 20}&alarm=lowBattery` });
    await track(node.url, own, alarm(seconds + 86_400));
    const alarms = await database.owner`
      select alarm, raised_at, received_at, lat, lng from tracker_alarms where technician_id = ${technician.id} order by received_at`;
    expect(alarms.map(({ alarm, lat, lng }) => [alarm, lat, lng])).toEqual(
      Array(3).fill(["sos", 6.5244, 3.3792]),
    );
    expect(alarms.map(({ raised_at }) => raised_at.getTime())).toEqual([
      start,
      start + 10_000,
      alarms[2]?.received_at.getTime(),
    ]);
  });
});
