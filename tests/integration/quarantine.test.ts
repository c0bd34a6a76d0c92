import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { QuarantineWire } from "@/lib/tracking/quarantine-wire";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { makeTechnician, makeTenant, makeUser, type TestTenant, type TestUser } from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { makeDevice, type TestDevice, track } from "../support/tracker-device";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let device: TestDevice;

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

const seconds = () => Math.floor(Date.now() / 1000);
const send = (more: object, to = device) =>
  track(node.url, to, {
    body: JSON.stringify({ _type: "location", lat: 6.5, lon: 3.4, tst: seconds(), ...more }),
  });
const list = (query = "", user = dispatcher) => call(`GET /quarantine${query}`, { cookie: user.cookie });
const items = async (query = "") => (await list(query)).json.items as unknown as QuarantineWire[];

describe("what nobody could use (LOC-7)", () => {
  it("is listed with its reason, what was read of it, and the request without its secrets", async () => {
    await send({ lat: 199, topic: device.token });
    const [entry, ...others] = await items();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      device_id: device.id,
      technician_id: technician.id,
      app: "owntracks",
      reason: "place_impossible",
      sentence: "There is no such place on earth.",
      count: 1,
      understood: [{ latitude: 199, longitude: 3.4 }],
    });
    expect(entry?.request).toMatch(/^POST \/api\/ingest\/owntracks/);
    expect(entry?.request).toContain('"lat":199');
    expect(JSON.stringify(entry)).not.toContain(device.token);
  });

  it("comes newest first, page by page, without doubles", async () => {
    for (let lat = 91; lat <= 95; lat += 1) await send({ lat });
    const seen: (number | null | undefined)[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { json } = await list(`?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      const page = json as unknown as { items: QuarantineWire[]; next_cursor: string | null };
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ understood }) => understood[0]?.latitude));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual([95, 94, 93, 92, 91]);
  });

  it("can be asked for by device and by technician", async () => {
    const other = await makeTechnician(tenant, "Bola");
    const second = await makeDevice(dispatcher, other.id, "owntracks");
    await send({ lat: 91 });
    await send({ lat: 92 }, second);
    expect(await items()).toHaveLength(2);
    expect((await items(`?device_id=${device.id}`)).map((one) => one.device_id)).toEqual([device.id]);
    expect((await items(`?technician_id=${other.id}`)).map((one) => one.device_id)).toEqual([second.id]);
    expect(await items(`?technician_id=${other.id}&device_id=${device.id}`)).toEqual([]);
  });

  it("is for the office alone, and only of its own company", async () => {
    await send({ lat: 91 });
    const own = await makeUser(tenant, "technician", { technicianId: technician.id });
    expect((await list("", own)).status).toBe(403);
    const stranger = await makeUser(await makeTenant("other"), "admin");
    expect((await list("", stranger)).json.items).toEqual([]);
    expect((await list(`?device_id=${device.id}`, stranger)).status).toBe(404);
    expect((await list(`?technician_id=${technician.id}`, stranger)).status).toBe(404);
    expect((await call("GET /quarantine")).status).toBe(401);
  });

  it("is shown for seven days, whether or not it was cleared away", async () => {
    await send({ lat: 91 });
    await database.owner`
      update quarantine set received_at = received_at - interval '7 days 1 minute' where tenant_id = ${tenant.id}`;
    expect(await items()).toEqual([]);
  });

  it("refuses what is no page of it", async () => {
    expect((await list("?cursor=nonsense")).status).toBe(400);
    expect((await list("?device_id=nonsense")).status).toBe(400);
  });
});
