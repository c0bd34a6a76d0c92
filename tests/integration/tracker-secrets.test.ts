import { afterAll, beforeAll, expect, it } from "vitest";
import { hashToken } from "@/lib/auth/token-format";
import { anyFreePort } from "@/server/cli/ports.mjs";
import { freshDatabase } from "../support/database";
import { tenantTables } from "../support/fingerprint";
import { makeTechnician, makeTenant, makeUser, type TestUser } from "../support/fixtures";
import { type RunningNode, runNode } from "../support/run-node";
import { makeDevice, readDevice, type TestDevice, track } from "../support/tracker-device";

const database = freshDatabase();
const passphrase = "van twelve blue";
let node: RunningNode;
let dispatcher: TestUser;
let devices: TestDevice[];

beforeAll(async () => {
  node = await runNode(await anyFreePort(), { logLevel: "trace" });
  const tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  const technician = await makeTechnician(tenant);
  devices = [
    await makeDevice(dispatcher, technician.id, "owntracks", { passphrase }),
    await makeDevice(dispatcher, technician.id, "traccar"),
    await makeDevice(dispatcher, technician.id, "overland"),
    await makeDevice(dispatcher, technician.id, "gpslogger"),
  ];
});

afterAll(() => node.kill("SIGKILL"));

/** Everywhere people, or apps, put a token by mistake. */
function requestsWith(device: TestDevice): NonNullable<Parameters<typeof track>[2]>[] {
  const { token } = device;
  const seconds = Math.floor(Date.now() / 1000) - 60;
  const encoded = encodeURIComponent(`${token}&`);
  return [
    { method: "GET", query: `token=${token}&id=${token}` },
    { method: "GET", query: `id=${token}&deviceid=${encoded}&lat=6.5&lon=3.4&timestamp=${seconds}` },
    { body: `id=${token}&lat=99&lon=${token}`, headers: { "content-type": `text/plain; token=${token}` } },
    {
      body: JSON.stringify({ _type: "location", topic: token, tid: token, lat: 6.5, lon: 3.4, tst: seconds }),
    },
    {
      body: JSON.stringify({ locations: [{ properties: { device_id: token, timestamp: 1 }, geometry: {} }] }),
    },
    { body: `{"a":`.repeat(900) + token, headers: { "x-limit-u": token, "x-limit-d": passphrase } },
    { body: token.repeat(3000), headers: { "content-encoding": "gzip" } },
    { body: "x".repeat(4080) + token },
    {
      path: `/api/ingest/${device.app}`,
      body: token,
      headers: { authorization: `Basic ${Buffer.from(`${token}:${token}`).toString("base64")}` },
    },
  ];
}

it("a token, or a passphrase, is in no log line and in nothing that is kept, wherever it was written (LOC-5)", async () => {
  for (const device of devices) {
    for (const request of requestsWith(device)) {
      expect((await track(node.url, device, request)).status).toBe(200);
    }
  }
  // Both ways of failing are logged: with the database at hand, and a sender nobody knows.
  await database.owner`alter table device_reports rename to mislaid`;
  for (const device of devices) {
    for (const request of requestsWith(device)) {
      expect((await track(node.url, device, request)).status).toBe(503);
    }
    await track(node.url, device, { path: `/api/ingest/${device.app}/${device.token}x`, body: "" });
    await fetch(`${node.url}/api/v1/field-service/technicians/${device.token}/devices`);
  }
  await database.owner`alter table mislaid rename to device_reports`;

  const logged = node.words();
  expect(logged).toMatch(/POST \/api\/ingest\/traccar\/\[hidden\]/);
  const shown = JSON.stringify(await Promise.all(devices.map((device) => readDevice(dispatcher, device))));
  expect(shown).toContain("[hidden]");
  let kept = "";
  for (const table of await tenantTables(database.owner)) {
    // The passphrase has to be known where it is used, and nowhere else.
    const rows =
      await database.owner`select (to_jsonb(t) - 'passphrase')::text as row from ${database.owner(table)} t`;
    kept += rows.map(({ row }) => row).join("\n");
  }
  const everything = { logged, shown, kept };
  for (const { token } of devices) {
    expect(kept.includes(hashToken(token))).toBe(true);
    const traces = [
      token,
      token.slice(4, 30),
      Buffer.from(token).toString("base64").slice(0, 30),
      passphrase,
    ];
    for (const [where, text] of Object.entries(everything)) {
      expect([where, traces.filter((trace) => text.includes(trace))]).toEqual([where, []]);
    }
  }
});
