import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { endShift } from "@/lib/shifts/commands/end-shift";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { watchSilences } from "@/lib/tracking/commands/watch-silences";
import type { PhonePageWire } from "@/lib/tracking/phone-page/phone-page-wire";
import type { SilencesWire, SilenceWire } from "@/lib/tracking/silence/silence-wire";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeTechnician,
  makeTechnicianOffShift,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { aReportBody } from "../support/phone-samples";
import { makeDevice, track } from "../support/tracker-device";
import { until } from "../support/until";
import { Viewer } from "../support/viewer";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let ada: TechnicianWire;
let phone: TestUser;
const viewers: Viewer[] = [];

beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  ada = await makeTechnicianOffShift(tenant);
  phone = await makeUser(tenant, "technician", { technicianId: ada.id });
  const at = new Date(Date.now() - 3_600_000).toISOString();
  await call(`POST /technicians/${ada.id}/shift/start`, { cookie: phone.cookie, body: { at } });
});
afterEach(() => {
  for (const viewer of viewers.splice(0)) viewer.close();
});

const report = (over: Record<string, unknown> = {}, who = phone, id = ada.id) =>
  call(`PUT /technicians/${id}/phone-page`, { cookie: who.cookie, body: aReportBody(over) });
const page = async (who = dispatcher, id = ada.id) =>
  (await call(`GET /technicians/${id}/phone-page`, { cookie: who.cookie })).json
    .phone_page as unknown as PhonePageWire | null;
const silences = async (who = dispatcher) =>
  (await call("GET /silences", { cookie: who.cookie })).json.items as unknown as SilenceWire[];
/** Ada was seen so many minutes ago. */
const seen = (minutesAgo: number) =>
  recordFixes(submission(tenant, ada.id, [incoming(Date.now() - minutesAgo * 60_000, eastOfSite(500))]));
const watch = () => watchSilences(tenant.id, new Date());

async function listen(who: TestUser): Promise<SilencesWire[]> {
  const viewer = new Viewer(node.url, { cookie: who.cookie });
  const messages: SilencesWire[] = [];
  viewer.socket.on("silences", (message: SilencesWire) => messages.push(message));
  viewers.push(await viewer.ready());
  await until("the first word on silences", () => messages.length > 0);
  return messages;
}

describe("what the phone page says of itself (LOC-13)", () => {
  it("is kept and shown to the office and to the technician", async () => {
    expect(await page()).toBeNull();
    const outage = { from_age_seconds: 600, until_age_seconds: 60 };
    const answer = await report({ state: "hidden", fix_age_seconds: 40, waiting: 3, outage });
    expect(answer.status).toBe(200);
    const kept = await page();
    expect(kept).toEqual(answer.json.phone_page);
    expect(kept).toMatchObject({ state: "hidden", waiting: 3, battery: 80, permission: "granted" });
    expect(Date.parse(kept?.heard_at ?? "") - Date.parse(kept?.last_fix_at ?? "")).toBe(40_000);
    expect(await page(phone)).toEqual(kept);
  });

  it("stays with its newest report when an older one comes late", async () => {
    await Promise.all([5, 3, 4, 1, 2].map((number) => report({ number, waiting: number })));
    expect(await page()).toMatchObject({ waiting: 5 });
  });

  it("is taken with a clock that is decades off, because that is what has to be known", async () => {
    expect((await report({ sent_at: "1980-01-06T00:00:00Z" })).status).toBe(200);
    expect((await page())?.clock_ahead_seconds).toBeLessThan(-40 * 365 * 86_400);
  });

  it("is not kept off shift, and goes with the end of the shift", async () => {
    const off = await makeTechnicianOffShift(tenant, "Off Duty");
    const own = await makeUser(tenant, "technician", { technicianId: off.id });
    expect((await report({}, own, off.id)).json).toEqual({ phone_page: null });
    await report();
    await seen(20);
    await watch();
    expect(await silences()).toHaveLength(1);
    await endShift(tenant.id, ada.id, undefined, new Date());
    expect(await page()).toBeNull();
    expect(await silences()).toEqual([]);
    await report();
    const rows = await database.owner`select * from phone_pages where tenant_id = ${tenant.id}`;
    expect(rows).toEqual([]);
  });

  it.each([
    ["a state that there is not", { state: "asleep" }, 400],
    ["a battery above full", { battery: 101 }, 422],
    ["an age before now", { fix_age_seconds: -1 }, 422],
    ["something nobody asked for", { latitude: 6.5 }, 400],
    ["a name of a page that is none", { page_id: "x" }, 400],
  ])("is refused with %s", async (_, over, status) => {
    expect((await report(over)).status).toBe(status);
    expect(await page()).toBeNull();
  });

  it("is nobody else's to say or to read", async () => {
    const other = await makeTechnician(tenant, "Musa Bello");
    const musa = await makeUser(tenant, "technician", { technicianId: other.id });
    expect((await report({}, musa)).status).toBe(404);
    expect((await call(`GET /technicians/${ada.id}/phone-page`, { cookie: musa.cookie })).status).toBe(404);
    await seen(20);
    await report({ state: "hidden" });
    expect(await silences(phone)).toHaveLength(1);
    expect(await silences(musa)).toEqual([]);
  });
});

describe("why a technician is silent (LOC-13)", () => {
  it("is told to the office with the report that explains it, and taken back when he is seen", async () => {
    await seen(8);
    await report();
    const office = await listen(dispatcher);
    const stranger = await listen(await makeUser(await makeTenant(), "dispatcher"));
    await report({ number: 2, state: "closed" });
    await until("the cause is told", () =>
      office.some(({ items }) => items.some(({ cause }) => cause === "page_closed")),
    );
    const told = office.at(-1)?.items[0];
    expect(told).toMatchObject({ technician_id: ada.id, source: "page", cause: "page_closed" });
    expect(await silences()).toEqual([told]);
    await seen(0);
    await watch();
    await until("it is taken back", () => office.some(({ gone }) => gone.includes(ada.id)));
    expect(await silences()).toEqual([]);
    expect(stranger).toEqual([{ all: true, items: [], gone: [] }]);
  });

  it("stands in the picture that a page begins with", async () => {
    await seen(8);
    await report({ permission: "denied", state: "visible" });
    const { json } = await call("GET /live/snapshot", { cookie: dispatcher.cookie });
    expect(json.silences).toMatchObject([{ technician_id: ada.id, cause: "permission_denied" }]);
  });

  it("is found without a report: a session that ended, a page never opened, no phone at all", async () => {
    await watch();
    expect(await silences()).toMatchObject([{ cause: "not_opened" }]);
    await call(`POST /users/${phone.id}/sessions/revoke`, {
      cookie: (await makeUser(tenant, "admin")).cookie,
    });
    await watch();
    expect(await silences()).toMatchObject([{ cause: "signed_out" }]);
    await database.owner`update users set disabled_at = now() where id = ${phone.id}`;
    await watch();
    expect(await silences()).toMatchObject([{ source: null, cause: "no_source" }]);
  });

  it("is what the tracker app says where that brought the newest place", async () => {
    await report({ state: "closed", fix_age_seconds: 3600 });
    const device = await makeDevice(dispatcher, ada.id, "owntracks");
    const tst = Math.round(Date.now() / 1000) - 420;
    const place = { _type: "location", lat: 6.53, lon: 3.38, acc: 8, tst, batt: 5 };
    await track(node.url, device, { body: JSON.stringify({ ...place }) });
    await database.owner`update device_reports set last_request_at = last_fix_at where device_id = ${device.id}`;
    await watch();
    expect(await silences()).toMatchObject([{ source: "owntracks", cause: "battery_empty", battery: 5 }]);
  });

  it("counts from the start of the shift, however old the last place is", async () => {
    await seen(20);
    await endShift(tenant.id, ada.id, undefined, new Date());
    await call(`POST /technicians/${ada.id}/shift/start`, { cookie: phone.cookie, body: {} });
    await watch();
    expect(await silences()).toEqual([]);
  });

  it("is what was said last after looks at the same time", async () => {
    await seen(8);
    await report({ state: "hidden" });
    await Promise.all([watch(), watch(), report({ number: 2, state: "closed" }), watch()]);
    await watch();
    expect(await silences()).toMatchObject([{ cause: "page_closed" }]);
  });
});
