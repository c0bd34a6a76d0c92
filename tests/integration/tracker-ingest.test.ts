import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { TrackerApp } from "@/lib/tracking/types";
import { trackerApps } from "@/lib/tracking/types";
import { freshDatabase } from "../support/database";
import { makeTechnician, makeTenant, makeUser, type TestTenant, type TestUser } from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { loadProtocolCases, type ProtocolCase, protocolCasesMissing } from "../support/protocol-cases";
import { makeDevice, readDevice, storedFixes, type TestDevice, track } from "../support/tracker-device";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;

beforeAll(async () => {
  node = await startNode();
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  // The public cases are years old.
  await database.owner`update tenants set fix_retention_days = 10000 where id = ${tenant.id}`;
});

afterAll(() => node.close());

beforeEach(async () => {
  technician = await makeTechnician(tenant, "Ada Obi", 10_000);
});

const device = (app: TrackerApp) => makeDevice(dispatcher, technician.id, app);

const answers: Record<TrackerApp, string> = {
  owntracks: "[]",
  overland: '{"result":"ok"}',
  traccar: "OK",
  osmand: "OK",
  gpslogger: "OK",
};

const cases = loadProtocolCases();
if (cases === null) process.stdout.write(`${protocolCasesMissing}\n`);

function appOf({ protocol, client }: ProtocolCase): TrackerApp {
  if (protocol.startsWith("osmand")) return client.startsWith("OsmAnd") ? "osmand" : "traccar";
  return protocol as TrackerApp;
}

/** The case's credential names a device of its own installation; ours stands in its place. */
function headersOf({ request }: ProtocolCase, { token }: TestDevice): Record<string, string> {
  const { Authorization: sent, ...others } = request.headers;
  if (sent?.startsWith("Basic ")) {
    return { ...others, authorization: `Basic ${Buffer.from(`van:${token}`).toString("base64")}` };
  }
  return sent?.startsWith("Bearer ") ? { ...others, authorization: `Bearer ${token}` } : others;
}

describe.skipIf(cases === null)("requests of real tracker apps over HTTP (LOC-5)", () => {
  it.each(cases ?? [])(
    "$id of $client is stored as it was meant and answered as it expects",
    async (each) => {
      const own = await device(appOf(each));
      const headers = headersOf(each, own);
      const { method, query, body } = each.request;
      const reply = await track(node.url, own, {
        method,
        body,
        headers,
        ...(query === null ? {} : { query }),
        ...(headers.authorization === undefined ? {} : { path: `/api/ingest/${own.app}` }),
      });
      expect([reply.status, reply.text]).toEqual([200, answers[own.app]]);
      const rows = await storedFixes(database.owner, technician.id);
      expect(rows).toHaveLength(each.expect.fixes.length);
      for (const [index, expected] of each.expect.fixes.entries()) {
        const row = rows[index];
        expect(row).toMatchObject({
          recorded_at: new Date(expected.time),
          lat: expected.lat,
          lng: expected.lon,
          source: own.app,
          accuracy_meters: expected.accuracy_m,
        });
        if (expected.speed_mps === null) expect(row?.speed_mps).toBeNull();
        else expect(row?.speed_mps).toBeCloseTo(expected.speed_mps, 1);
        if (expected.battery_pct === null) expect(row?.battery_percent).toBeNull();
        else expect(row?.battery_percent).toBeCloseTo(expected.battery_pct, 0);
      }
      const shown = await readDevice(dispatcher, own);
      expect(shown.counts).toMatchObject({
        stored: rows.length,
        duplicates: 0,
        quarantined: 0,
        discarded: 0,
      });
      if (!each.expect.device.startsWith("from ")) expect(shown.reported_label).toBe(each.expect.device);
    },
  );
});

describe("a request of a tracker app", () => {
  it("is answered in its app's way when it is empty, whatever the method", async () => {
    for (const app of trackerApps) {
      const own = await device(app);
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
        const reply = await track(node.url, own, { method });
        expect([app, method, reply.status, reply.text]).toEqual([app, method, 200, answers[app]]);
      }
      expect(await track(node.url, own, { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
      expect((await readDevice(dispatcher, own)).counts.ignored).toBe(7);
    }
  });
});
