import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTechnicianOffShift,
  makeTenant,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { makeDevice, readDevice, type TestDevice, track } from "../support/tracker-device";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let device: TestDevice;
let second = 0;

beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  device = await makeDevice(dispatcher, technician.id, "owntracks");
});

const address = (to: TestDevice) => `/technicians/${to.technicianId}/devices/${to.id}`;
const change = (body: object, to = device, user = dispatcher) =>
  call(`PATCH ${address(to)}`, { cookie: user.cookie, body });
const switchOn = async (to = device) => {
  expect((await change({ push_waypoints: true }, to)).status).toBe(204);
};

interface Waypoint {
  desc: string;
  lat: number;
  lon: number;
  rad: number;
  tst: number;
}

function location(meters: number, to = device) {
  second += 1;
  const { lat, lng } = eastOfSite(meters);
  const tst = Math.floor(Date.now() / 1000) - 3600 + second;
  return { to, body: JSON.stringify({ _type: "location", lat, lon: lng, tst, acc: 8 }) };
}
async function answerTo({ to, body }: ReturnType<typeof location>): Promise<Waypoint[] | null> {
  const answer = await track(node.url, to, { body });
  expect(answer.status).toBe(200);
  const [command] = JSON.parse(answer.text) as { action: string; waypoints: { waypoints: Waypoint[] } }[];
  return command === undefined ? null : command.waypoints.waypoints;
}
const told = async (meters: number, to = device) => answerTo(location(meters, to));
const jobAt = (meters: number, more: object = {}): Promise<JobWire> => {
  const { lat, lng } = eastOfSite(meters);
  return makeJob(dispatcher, { technician_id: technician.id, latitude: lat, longitude: lng, ...more });
};

describe("job sites as regions of OwnTracks (LOC-5)", () => {
  it("are told of nobody who was not asked to be", async () => {
    await jobAt(0);
    expect(await told(500)).toBeNull();
    expect((await readDevice(dispatcher, device)).push_waypoints).toBe(false);
  });

  it("come in the answer to a location, and again only when they have changed", async () => {
    const first = await jobAt(0, { geofence_radius_meters: 120, title: "Fibre install" });
    await switchOn();
    expect((await readDevice(dispatcher, device)).push_waypoints).toBe(true);
    const [only, ...others] = (await told(500)) ?? [];
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      _type: "waypoint",
      desc: `#${first.number} Fibre install`,
      lat: PLACE.latitude,
      lon: PLACE.longitude,
      rad: 120,
    });
    expect(await told(510)).toBeNull();
    const second = await jobAt(3000);
    expect((await told(520))?.map(({ desc }) => desc)).toEqual([
      `#${first.number} Fibre install`,
      `#${second.number} Fibre install`,
    ]);
    await call(`POST /jobs/${first.id}/cancel`, {
      cookie: dispatcher.cookie,
      body: { version: first.version, reason: "moved away" },
    });
    const [gone, left] = (await told(530)) ?? [];
    expect(gone).toMatchObject({ desc: `#${first.number} Fibre install`, lat: -1_000_000 });
    expect(left).toMatchObject({ desc: `#${second.number} Fibre install` });
    expect(await told(540)).toBeNull();
  });

  it("are told again to an app that has not seen the answer and repeats itself", async () => {
    await jobAt(0);
    await switchOn();
    const repeated = location(500);
    const sites = await answerTo(repeated);
    expect(sites).toHaveLength(1);
    expect(await answerTo(repeated)).toEqual(sites);
  });

  it("are the 15 nearest of those at which the technician could arrive now", async () => {
    for (let i = 0; i < 17; i += 1) await jobAt(i * 400);
    const far = new Date(Date.now() + 8 * 3_600_000).toISOString();
    await jobAt(10, { title: "Tonight", window_start: far, window_end: far });
    const colleague = await makeTechnician(tenant, "Bola");
    await jobAt(20, { title: "Not his", technician_id: colleague.id });
    await switchOn();
    const sites = (await told(-100)) ?? [];
    expect(sites).toHaveLength(15);
    expect(new Set(sites.map(({ tst }) => tst)).size).toBe(15);
    expect(sites.map(({ desc }) => desc).join()).not.toMatch(/Tonight|Not his/);
    const farthest = Math.max(...sites.map(({ lon }) => lon));
    expect(farthest).toBeCloseTo(eastOfSite(14 * 400).lng, 9);
  });

  it("are told to nobody off shift", async () => {
    const idle = await makeTechnicianOffShift(tenant, "Kemi");
    const own = await makeDevice(dispatcher, idle.id, "owntracks");
    await jobAt(0, { technician_id: idle.id });
    await switchOn(own);
    expect(await told(500, own)).toBeNull();
  });

  it("are for OwnTracks without an encryption key, and say so", async () => {
    const sealed = await makeDevice(dispatcher, technician.id, "owntracks", { passphrase: "van twelve" });
    const other = await makeDevice(dispatcher, technician.id, "overland");
    for (const one of [sealed, other]) {
      const answer = await change({ push_waypoints: true }, one);
      expect([answer.status, answer.json.field]).toEqual([422, "push_waypoints"]);
      expect((await change({ push_waypoints: false }, one)).status).toBe(204);
    }
    expect((await change({ push_waypoints: "yes" })).status).toBe(400);
    expect((await change({})).status).toBe(400);
  });

  it("that cannot be told keep no phone from being answered: its fixes are stored", async () => {
    await jobAt(0);
    await switchOn();
    await database.owner`alter table device_waypoints rename to device_waypoints_gone`;
    try {
      expect(await told(500)).toBeNull();
    } finally {
      await database.owner`alter table device_waypoints_gone rename to device_waypoints`;
    }
    expect(await told(480)).not.toBeNull();
  });

  it("of others are nobody's business", async () => {
    const stranger = await makeUser(await makeTenant("other"), "admin");
    const colleague = await makeUser(tenant, "technician", {
      technicianId: (await makeTechnician(tenant, "Bola")).id,
    });
    for (const user of [stranger, colleague]) {
      expect((await change({ push_waypoints: true }, device, user)).status).toBe(404);
    }
    const own = await makeUser(tenant, "technician", { technicianId: technician.id });
    expect((await change({ push_waypoints: true }, device, own)).status).toBe(204);
  });
});
