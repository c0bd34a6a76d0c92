import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { DeviceWire } from "@/lib/tracking/device-wire";
import { trackerApps } from "@/lib/tracking/types";
import { call } from "../support/call";
import { freshDatabase, TEST_ORIGIN } from "../support/database";
import { makeTechnician, makeTenant, makeUser, type TestTenant, type TestUser } from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { makeDevice, readDevice, storedFixes, track } from "../support/tracker-device";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;

beforeAll(async () => {
  node = await startNode();
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  // The encrypted message was sealed long ago.
  await database.owner`update tenants set fix_retention_days = 10000 where id = ${tenant.id}`;
});

afterAll(() => node.close());

beforeEach(async () => {
  technician = await makeTechnician(tenant, "Ada Obi", 10_000);
});

const add = (body: unknown, cookie = dispatcher.cookie, who = technician.id) =>
  call(`POST /technicians/${who}/devices`, { cookie, body });
const list = async (query = "") => {
  const answer = await call(`GET /technicians/${technician.id}/devices${query}`, {
    cookie: dispatcher.cookie,
  });
  return answer.json as unknown as { items: DeviceWire[]; next_cursor: string | null };
};

describe("tracker devices of a technician (LOC-5)", () => {
  it("are added with all that sets the app up, and an address that works without headers", async () => {
    for (const app of trackerApps) {
      const answer = await add({ app, label: `Phone ${app}` });
      const {
        token,
        ingest_url: url,
        setup,
      } = answer.json as unknown as {
        token: string;
        ingest_url: string;
        setup: { qr: string; link: string | null; text: string; rows: { label: string; value: string }[] };
      };
      expect([app, answer.status, url]).toEqual([app, 201, `${TEST_ORIGIN}/api/ingest/${app}/${token}`]);
      expect(setup.qr).toBe(setup.link ?? url);
      expect(setup.rows.every(({ value }) => setup.text.includes(value))).toBe(true);
      expect(setup.rows.length).toBeGreaterThan(0);
      expect((await fetch(url.replace(TEST_ORIGIN, node.url), { method: "POST" })).status).toBe(200);
    }
    const { items } = await list();
    expect(items.map(({ app }) => app)).toEqual([...trackerApps].reverse());
    expect(items.every(({ last_request_at: at }) => at !== null)).toBe(true);
  });

  it("show their token once and keep only its hash", async () => {
    const { json } = await add({ app: "owntracks", passphrase: "van twelve" });
    const shown = JSON.stringify(await list());
    expect(shown).not.toContain(String(json.token));
    expect(shown).not.toContain("van twelve");
    const [row] =
      await database.owner`select d::text as row from devices d where id = ${String(json.device_id)}`;
    expect(row?.row).not.toContain(json.token);
  });

  it("say nothing before they have said something", async () => {
    const own = await makeDevice(dispatcher, technician.id, "gpslogger", { label: "Van 3" });
    expect(await readDevice(dispatcher, own)).toEqual({
      device_id: own.id,
      technician_id: technician.id,
      app: "gpslogger",
      label: "Van 3",
      push_waypoints: false,
      reported_label: null,
      created_at: expect.any(String),
      revoked_at: null,
      last_request_at: null,
      last_fix_at: null,
      battery: null,
      charging: null,
      facts: { permission: null, precise_location: null, power_saving: null, battery_optimised: null },
      counts: { stored: 0, duplicates: 0, quarantined: 0, discarded: 0, ignored: 0, off_shift: 0 },
      last_request: null,
    });
  });

  it("show their last request: what we understood, and why something was dropped", async () => {
    const own = await makeDevice(dispatcher, technician.id, "gpslogger");
    await track(node.url, own, { method: "GET", query: "lat=12.5&lon=99999&time=2026&acc=7&ser=R58" });
    const shown = await readDevice(dispatcher, own);
    expect(shown.reported_label).toBe("R58");
    expect(shown.last_request).toMatchObject({
      request: "GET /api/ingest/gpslogger?lat=12.5&lon=99999&time=2026&acc=7&ser=R58",
      understood: [
        {
          kind: "quarantined",
          reason: "place_impossible",
          sentence: "There is no such place on earth.",
          latitude: 12.5,
          longitude: 99999,
          accuracy: 7,
          count: 1,
        },
      ],
      verdicts: [],
    });
  });

  it("tell what may silence the phone, as far as the app says it, and forget none of it (LOC-13)", async () => {
    const own = await makeDevice(dispatcher, technician.id, "owntracks");
    const status = { _type: "status", android: { loc: -2, ps: 1, bo: 1 } };
    await track(node.url, own, { body: JSON.stringify(status) });
    const seconds = Math.floor(Date.now() / 1000);
    const fix = { _type: "location", lat: 6.5, lon: 3.4, tst: seconds + 60, batt: 9, bs: 1 };
    await track(node.url, own, { body: JSON.stringify(fix) });
    expect(await readDevice(dispatcher, own)).toMatchObject({
      battery: 9,
      charging: false,
      facts: {
        permission: "while_in_use",
        precise_location: true,
        power_saving: true,
        battery_optimised: true,
      },
    });
  });

  it("open what OwnTracks encrypts with the passphrase they were given", async () => {
    const sealed = {
      _type: "encrypted",
      data: "AQgPFh0kKzI5QEdOVVxjanF4f4aNlJuikzpQp6FGgNL6S7txL4nZ9tf0MuuVT7f/LaCvlwKObxaCG3oVDMII5UHwO7wgLLWDPQANZ29jmRTkbcOTUeBocEkfMSLUbQwi+oegTHjP1A7zCS0Q27xkKVEAzL2NAorRxQWsszIKKFh7xLlH0nzJDVvFQMFGZI2ySejYJFB4o9fXf5mEkpI=",
    };
    for (const [passphrase, reason] of [
      ["van 12 blue", null],
      ["another", "undecryptable"],
      [undefined, "passphrase_missing"],
    ]) {
      const own = await makeDevice(dispatcher, technician.id, "owntracks", passphrase ? { passphrase } : {});
      await track(node.url, own, { body: JSON.stringify(sealed) });
      expect((await readDevice(dispatcher, own)).last_request?.understood[0]?.reason).toBe(reason);
    }
    expect(await storedFixes(database.owner, technician.id)).toHaveLength(1);
  });

  it("are listed newest first, page by page, revoked ones too", async () => {
    for (let count = 0; count < 5; count += 1) {
      const own = await makeDevice(dispatcher, technician.id, "osmand", { label: `Phone ${count}` });
      if (count === 2) {
        await call(`DELETE /technicians/${technician.id}/devices/${own.id}`, { cookie: dispatcher.cookie });
      }
    }
    const labels: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(
        `?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      labels.push(...page.items.map(({ label }) => label));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(labels).toEqual([4, 3, 2, 1, 0].map((count) => `Phone ${count}`));
    expect((await list()).items.filter(({ revoked_at: at }) => at !== null)).toHaveLength(1);
  });

  it("are a technician's own to add and revoke, and nobody else's", async () => {
    const { cookie } = await makeUser(tenant, "technician", { technicianId: technician.id });
    const other = await makeTechnician(tenant);
    const own = await add({ app: "overland" }, cookie);
    expect(own.status).toBe(201);
    const theirs = await makeDevice(dispatcher, other.id, "overland");
    const statuses = [
      (await add({ app: "overland" }, cookie, other.id)).status,
      (await call(`GET /technicians/${other.id}/devices`, { cookie })).status,
      (await call(`DELETE /technicians/${other.id}/devices/${theirs.id}`, { cookie })).status,
      (await call(`DELETE /technicians/${technician.id}/devices/${theirs.id}`, { cookie })).status,
      (await call(`DELETE /technicians/${technician.id}/devices/${own.json.device_id}`, { cookie })).status,
    ];
    expect(statuses).toEqual([404, 404, 404, 404, 204]);
    const platform = await makeUser(tenant, "platform_admin");
    expect((await add({ app: "overland" }, platform.cookie)).status).toBe(403);
  });

  it.each([
    [{}, 400, "app"],
    [{ app: "other" }, 400, "app"],
    [{ app: "osmand", label: "" }, 422, "label"],
    [{ app: "osmand", passphrase: "key" }, 422, "passphrase"],
    [{ app: "owntracks", passphrase: "ü".repeat(17) }, 422, "passphrase"],
  ])("are refused when they make no sense: %j", async (body, status, field) => {
    const answer = await add(body);
    expect([answer.status, answer.json.field]).toEqual([status, field]);
  });
});
