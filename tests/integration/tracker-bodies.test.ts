import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TrackerApp, trackerApps } from "@/lib/tracking/types";
import { freshDatabase } from "../support/database";
import { makeTechnician, makeTenant, makeUser, type TestUser } from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { makeDevice, readDevice, type TestDevice, track } from "../support/tracker-device";
import { oddValues, queriesOf, replacements, shapesOf } from "../support/tracker-shapes";

const database = freshDatabase();
const MIB = 1024 * 1024;
let node: TestNode;
let dispatcher: TestUser;
const devices = new Map<TrackerApp, TestDevice>();

beforeAll(async () => {
  node = await startNode();
  const tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  const technician = await makeTechnician(tenant);
  for (const app of trackerApps) devices.set(app, await makeDevice(dispatcher, technician.id, app));
});

afterAll(() => node.close());

function deviceOf(app: TrackerApp): TestDevice {
  const device = devices.get(app);
  if (!device) throw new Error(`no device of ${app}`);
  return device;
}

/** What an app takes for success; Overland's own for its OwnTracks mode as well. */
const successes: Record<TrackerApp, readonly string[]> = {
  owntracks: ["[]", '{"result":"ok"}'],
  overland: ['{"result":"ok"}'],
  traccar: ["OK"],
  osmand: ["OK"],
  gpslogger: ["OK"],
};

async function expectSuccess(app: TrackerApp, request: Parameters<typeof track>[2]): Promise<void> {
  const reply = await track(node.url, deviceOf(app), request);
  const sent = JSON.stringify([request?.query, String(request?.body).slice(0, 300)]);
  expect([200, successes[app].includes(reply.text)], `${app}: ${sent} → ${reply.text}`).toEqual([
    reply.status,
    true,
  ]);
}

const lastRequest = async (app: TrackerApp) => (await readDevice(dispatcher, deviceOf(app))).last_request;

const aMinuteAgo = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const jsonOf = (value: unknown) => JSON.stringify(value) ?? "";

const fuzzed = fc.oneof(
  fc
    .tuple(fc.constantFrom(...shapesOf(aMinuteAgo)), fc.constantFrom(...oddValues), fc.nat())
    .map(([[app, body], odd, at]) => {
      const all = [...replacements(body, odd)];
      return { app, body: jsonOf(all[at % all.length]) };
    }),
  fc
    .tuple(fc.constantFrom(...queriesOf(aMinuteAgo)), fc.constantFrom(...oddValues), fc.nat())
    .map(([[app, query], odd, at]) => {
      const names = [...new URLSearchParams(query).keys()];
      const value = encodeURIComponent(
        (typeof odd === "string" ? odd : jsonOf(odd)).toWellFormed().slice(0, 4000),
      );
      return { app, query: `${query}&${names[at % names.length]}=${value}` };
    }),
  fc
    .tuple(fc.constantFrom(...trackerApps), fc.uint8Array({ maxLength: 2000 }))
    .map(([app, bytes]) => ({ app, body: new Uint8Array(bytes) })),
  fc
    .tuple(fc.constantFrom(...trackerApps), fc.constantFrom("[", '{"a":', '{"locations":['))
    .map(([app, text]) => ({ app, body: text.repeat(10_000) })),
);

describe("whatever a known device sends is answered with its app's success (LOC-5)", () => {
  it.each([4 * MIB + 1, 10 * MIB])(
    "a body of %i bytes: quarantined as too large, with its beginning only",
    async (size) => {
      for (const app of trackerApps) {
        await expectSuccess(app, { body: "7".repeat(size) });
        const last = await lastRequest(app);
        expect(last?.understood).toMatchObject([{ kind: "quarantined", reason: "too_large", count: 1 }]);
        expect(last?.request.length).toBeLessThan(6000);
      }
    },
  );

  it("a body without end, which is left alone after 64 MiB", async () => {
    const { app, token } = deviceOf("traccar");
    const socket = connect(node.port, "127.0.0.1");
    const head = `POST /api/ingest/${app}/${token} HTTP/1.1\r\nHost: x\r\nContent-Length: ${2 ** 40}\r\n\r\n`;
    let answer = "";
    let sent = 0;
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    // The other end has gone by the time the last of it is written.
    socket.on("error", () => socket.destroy());
    socket.write(head);
    const more = Buffer.alloc(MIB, "7");
    while (!socket.destroyed && answer === "") {
      sent += more.length;
      await new Promise((resolve) => socket.write(more, resolve));
    }
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\nconnection: close\r\n[\s\S]*OK$/i);
    expect(sent / MIB).toBeLessThan(100);
  });

  it("a compressed body, which is not unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(100 * MIB, "{"));
    for (const app of trackerApps) {
      await expectSuccess(app, { body: new Uint8Array(bomb), headers: { "content-encoding": "gzip" } });
      expect((await lastRequest(app))?.understood).toMatchObject([{ reason: "unreadable" }]);
    }
  });

  it("bytes that are no UTF-8, zero bytes and surrogates, which can be stored and shown", async () => {
    const bodies = [
      new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0xc0]),
      new Uint8Array([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x00, 0x7d]),
      '{"_type":"location","tid":"\\ud800","topic":"\\u0000","lat":1,"lon":2,"tst":3}',
      "id=%00%ED%A0%80&lat=1&lon=%00",
      '{"locations":[{"properties":{"device_id":"\\udfff\\u0000"}}]}',
    ];
    for (const app of trackerApps) for (const body of bodies) await expectSuccess(app, { body });
  });

  it("a body without a content type or with a wrong one, and one in place of a query", async () => {
    const seconds = Math.floor(Date.now() / 1000) - 60;
    const flat = `lat=6.5&lon=3.4&acc=5&accuracy=5&timestamp=${seconds}`;
    for (const app of ["traccar", "osmand", "gpslogger"] as const) {
      const before = (await readDevice(dispatcher, deviceOf(app))).counts;
      await expectSuccess(app, { body: flat, headers: { "content-type": "image/png" } });
      await expectSuccess(app, { body: new TextEncoder().encode(flat) });
      await expectSuccess(app, { method: "PUT", query: flat });
      const after = (await readDevice(dispatcher, deviceOf(app))).counts;
      expect(after.stored + after.duplicates - before.stored - before.duplicates).toBe(3);
    }
  });

  it("each value of each shape replaced by whatever, and the process lives within its memory", async () => {
    const requests = fc.sample(fuzzed, { numRuns: 400, seed: 20261127 });
    await Promise.all(requests.slice(0, 8).map(({ app, ...request }) => expectSuccess(app, request)));
    const before = process.memoryUsage().rss;
    for (let start = 8; start < requests.length; start += 8) {
      const batch = requests.slice(start, start + 8);
      await Promise.all(batch.map(({ app, ...request }) => expectSuccess(app, request)));
    }
    expect((process.memoryUsage().rss - before) / MIB).toBeLessThan(200);
    const [kept] = await database.owner`select count(*)::int as quarantined from quarantine`;
    expect(kept?.quarantined).toBeGreaterThan(50);
  });
});
