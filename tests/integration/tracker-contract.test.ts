import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newToken } from "@/lib/auth/token-format";
import { closePools } from "@/lib/db/client";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { TrackerApp } from "@/lib/tracking/types";
import { call } from "../support/call";
import { freshDatabase, usePool } from "../support/database";
import {
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { makeDevice, readDevice, storedFixes, type TestDevice, track } from "../support/tracker-device";
import { until } from "../support/until";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;

beforeAll(async () => {
  node = await startNode();
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
});

afterAll(() => node.close());

beforeEach(async () => {
  technician = await makeTechnician(tenant);
});

let clock = Math.floor(Date.now() / 1000) - 3600;
const location = (more: object = {}) => {
  clock += 1;
  return JSON.stringify({ _type: "location", lat: 6.5248, lon: 3.3792, tst: clock, acc: 9, ...more });
};
const device = (app: TrackerApp = "owntracks") => makeDevice(dispatcher, technician.id, app);
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
const revoke = async ({ technicianId, id }: TestDevice) =>
  call(`DELETE /technicians/${technicianId}/devices/${id}`, { cookie: dispatcher.cookie });
const stored = async () => (await storedFixes(database.owner, technician.id)).length;
const forgetCaches = () => node.devices.forget(null);

describe("who sends is known by the token alone (LOC-5)", () => {
  it("wherever it stands: in the path or in the header, encoded or not", async () => {
    const own = await device();
    const bare = "/api/ingest/owntracks";
    const ways: [string, Record<string, string>][] = [
      [`${bare}/${own.token}`, {}],
      [`${bare}/${own.token}/`, {}],
      [`//api//ingest//owntracks//${own.token}//`, {}],
      [bare, { authorization: `Bearer ${own.token}` }],
      [`${bare}/`, basic(`device:${own.token}`)],
      [bare, basic(`${own.token}:`)],
      [bare, { authorization: `Basic ${own.token}:` }],
    ];
    for (const [path, headers] of ways) {
      const reply = await track(node.url, own, { path, headers, body: location() });
      expect([path, reply.status, reply.text]).toEqual([path, 200, "[]"]);
      expect(reply.headers.get("location")).toBeNull();
    }
    expect(await stored()).toBe(ways.length);
  });

  it("the token of the path wins over one of a header, and never the id or user a message names", async () => {
    const own = await device();
    const other = await makeTechnician(tenant);
    const theirs = await makeDevice(dispatcher, other.id, "owntracks");
    await track(node.url, own, {
      headers: { authorization: `Bearer ${theirs.token}`, "x-limit-u": other.id, "x-limit-d": theirs.id },
      body: location({ tid: theirs.id, topic: `owntracks/${other.id}` }),
    });
    expect([await stored(), (await storedFixes(database.owner, other.id)).length]).toEqual([1, 0]);
  });

  it("a path that names another app changes neither units nor answer: the device's own setting counts", async () => {
    const own = await device("traccar");
    for (const path of ["owntracks", "gpslogger", "unheard-of"]) {
      clock += 1;
      const reply = await track(node.url, own, {
        path: `/api/ingest/${path}/${own.token}`,
        query: `id=1&lat=6.5&lon=3.4&timestamp=${clock}&speed=10`,
      });
      expect([path, reply.status, reply.text]).toEqual([path, 200, "OK"]);
    }
    const fixes = await storedFixes(database.owner, technician.id);
    expect(fixes.map(({ source, speed_mps }) => [source, speed_mps])).toEqual(
      Array(3).fill(["traccar", 5.14]),
    );
  });

  it("nobody known is told 401 with a challenge, never a redirect, and nothing is kept", async () => {
    const own = await device();
    const apiToken = await makeToken(tenant, ["*"], technician.id);
    for (const path of [
      "/api/ingest/owntracks",
      "/api/ingest/owntracks/",
      `/api/ingest/owntracks/${own.token.slice(0, -1)}`,
      `/api/ingest/owntracks/${newToken()}`,
      `/api/ingest/owntracks/${apiToken}`,
    ]) {
      const reply = await track(node.url, own, { path, body: location() });
      expect([path, reply.status]).toEqual([path, 401]);
      expect(reply.headers.get("www-authenticate")).toContain("Basic");
      expect(reply.headers.get("location")).toBeNull();
    }
    expect((await track(node.url, own, { path: "/api/ingest/nonsense" })).status).toBe(404);
    expect(await stored()).toBe(0);
  });

  it("many unknown tokens from one address make it wait, and a device behind the same address is still served", async () => {
    const own = await device();
    const guesses = await Promise.all(
      Array.from({ length: 60 }, () =>
        track(node.url, own, { path: `/api/ingest/owntracks/${newToken()}`, body: location() }),
      ),
    );
    expect(guesses.every(({ status }) => status === 401 || status === 503)).toBe(true);
    const reply = await track(node.url, own, { body: location() });
    expect([reply.status, await stored()]).toEqual([200, 1]);
  });
});

describe("a revoked device (LOC-5)", () => {
  it("is answered as before from the next request on, and what it sends is counted and thrown away", async () => {
    const own = await device();
    await track(node.url, own, { body: location() });
    expect((await revoke(own)).status).toBe(204);
    await until("the node has heard of it", () => node.devices.recall(own.token, Date.now()) === null);
    for (let count = 1; count <= 3; count += 1) {
      const reply = await track(node.url, own, { body: location() });
      expect([reply.status, reply.text]).toEqual([200, "[]"]);
    }
    expect(await stored()).toBe(1);
    const shown = await readDevice(dispatcher, own);
    expect(shown.counts).toMatchObject({ stored: 1, discarded: 3, quarantined: 0 });
    expect(shown.last_request?.verdicts).toEqual([{ verdict: "good", reason: null, count: 1 }]);
  });

  it("may be revoked again, which changes nothing", async () => {
    const own = await device();
    await revoke(own);
    const first = (await readDevice(dispatcher, own)).revoked_at;
    expect((await revoke(own)).status).toBe(204);
    expect((await readDevice(dispatcher, own)).revoked_at).toBe(first);
  });

  it("is known for 30 days and nobody after", async () => {
    const own = await device();
    await revoke(own);
    const statusAfter = async (days: number) => {
      await database.owner`
        update devices set revoked_at = now() - make_interval(hours => ${days * 24 - 1}) where id = ${own.id}`;
      forgetCaches();
      return (await track(node.url, own, { body: location() })).status;
    };
    expect([await statusAfter(30), await statusAfter(32)]).toEqual([200, 401]);
  });
});

describe("our own trouble", () => {
  it("is 503 with Retry-After while the database is away, and the same request is stored when it is back", async () => {
    const own = await device();
    const body = location();
    await track(node.url, own, { body: location() });
    await usePool("postgres://postgres:secret@127.0.0.1:1/none", 2);
    try {
      for (const forget of [() => {}, forgetCaches]) {
        forget();
        const reply = await track(node.url, own, { body });
        expect(reply.status).toBe(503);
        expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(reply.text).not.toMatch(/secret|127\.0\.0\.1|select/);
      }
    } finally {
      await closePools();
    }
    expect((await track(node.url, own, { body })).status).toBe(200);
    expect(await stored()).toBe(2);
  });

  it("is 503 when a thing breaks that nobody thought of, and nothing is lost by it", async () => {
    const own = await device();
    const body = location();
    await database.owner`alter table device_reports rename to mislaid`;
    const broken = await track(node.url, own, { body });
    await database.owner`alter table mislaid rename to device_reports`;
    const again = await track(node.url, own, { body });
    expect([broken.status, again.status, await stored()]).toEqual([503, 200, 1]);
    expect((await readDevice(dispatcher, own)).counts).toMatchObject({ stored: 0, duplicates: 1 });
  });
});
