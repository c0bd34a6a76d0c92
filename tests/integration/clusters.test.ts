import { beforeEach, describe, expect, it } from "vitest";
import type { ClusterWire } from "@/lib/dispatch/cluster-wire";
import { watchClusters } from "@/lib/dispatch/commands/watch-clusters";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { endShift } from "@/lib/shifts/commands/end-shift";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { logOf } from "../support/ledger";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let ada: TechnicianWire;
let ben: TechnicianWire;
let now: number;

beforeEach(async () => {
  now = Date.now();
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  ada = await makeTechnician(tenant, "Ada Obi");
  ben = await makeTechnician(tenant, "Ben Eze");
});

const seen = (who: TechnicianWire, meters: number, minute: number) =>
  recordFixes(submission(tenant, who.id, [incoming(now + minute * MINUTE, eastOfSite(meters))]));
async function stays(who: TechnicianWire, meters: number, ...minutes: number[]): Promise<void> {
  for (const minute of minutes) await seen(who, meters, minute);
}
const jobHere = (who: TechnicianWire) =>
  makeJob(dispatcher, {
    technician_id: who.id,
    site_name: "Lekki Clinic",
    window_start: new Date(now).toISOString(),
  });
const look = (minute: number) => watchClusters(tenant.id, new Date(now + minute * MINUTE));
const told = async () =>
  (await logOf(database.owner, tenant.id))
    .filter(({ type }) => type === "cluster_changed")
    .map(({ payload }) => payload.status);
const listed = async (credential: { cookie?: string; token?: string } = { cookie: dispatcher.cookie }) =>
  (await call("GET /clusters", credential)).json.items as unknown as ClusterWire[];

describe("technicians at one place (GEO-9)", () => {
  it("are nothing to say while each has a job there", async () => {
    await jobHere(ada);
    await jobHere(ben);
    await stays(ada, 3, -9, -8);
    await stays(ben, 6, -9, -8);
    await look(0);
    expect(await told()).toEqual([]);
  });

  it("who are more than have a job there are told of once, and when they have left", async () => {
    const job = await jobHere(ada);
    await stays(ada, 3, -9, -8, -1);
    await stays(ben, 20, -9, -8, -4, -1);
    await look(0);
    await look(1);
    expect(await told()).toEqual(["exceeded"]);
    expect(await listed()).toMatchObject([
      {
        site: { id: job.site_id, name: "Lekki Clinic", latitude: job.latitude, longitude: job.longitude },
        technicians: expect.arrayContaining([
          { id: ada.id, name: "Ada Obi" },
          { id: ben.id, name: "Ben Eze" },
        ]),
        expected: 1,
      },
    ]);
    await call(`POST /technicians/${ben.id}/shift/end`, { cookie: dispatcher.cookie });
    await look(2);
    await look(3);
    expect(await told()).toEqual(["exceeded"]);
    await look(4);
    await look(5);
    expect(await told()).toEqual(["exceeded", "dissolved"]);
    expect(await listed()).toEqual([]);
  });

  it("are told of once by however many that look at the same time", async () => {
    await stays(ada, 900, -9, -5, -1);
    await stays(ben, 940, -9, -5, -1);
    await Promise.all(Array.from({ length: 5 }, () => look(0)));
    expect(await told()).toEqual(["exceeded"]);
    expect((await listed())[0]?.site).toBeNull();
  });

  it("are as many as the company expects before anything is said", async () => {
    const admin = await makeUser(tenant, "admin");
    const { json } = await call("GET /settings", { cookie: admin.cookie });
    const changed = await call("PATCH /settings", {
      cookie: admin.cookie,
      body: { version: json.version, expected_together: 2 },
    });
    expect(changed.json.expected_together).toBe(2);
    await stays(ada, 900, -9, -5, -1);
    await stays(ben, 940, -9, -5, -1);
    await look(0);
    expect(await told()).toEqual([]);
  });

  it("whose shift ended are no longer named at once", async () => {
    await stays(ada, 900, -9, -5, -1);
    await stays(ben, 940, -9, -5, -1);
    await look(0);
    expect(JSON.stringify(await listed())).toContain(ada.id);
    await endShift(tenant.id, ada.id, undefined, new Date());
    expect(JSON.stringify(await listed())).not.toContain(ada.id);
    await look(1);
    await look(4);
    const log = await logOf(database.owner, tenant.id);
    expect(log.at(-1)).toMatchObject({ type: "cluster_changed", payload: { status: "dissolved" } });
    expect(JSON.stringify(log.at(-1))).not.toContain(ada.id);
  });

  it("are the office's matter: not a technician's, and not another company's", async () => {
    await stays(ada, 900, -9, -5, -1);
    await stays(ben, 940, -9, -5, -1);
    await look(0);
    const snapshot = await call("GET /live/snapshot", { cookie: dispatcher.cookie });
    expect(snapshot.json.clusters).toHaveLength(1);
    const own = await makeUser(tenant, "technician", { technicianId: ada.id });
    expect((await call("GET /live/snapshot", { cookie: own.cookie })).json.clusters).toEqual([]);
    expect((await call("GET /clusters", { cookie: own.cookie })).status).toBe(403);
    expect((await call("GET /clusters", { token: await makeToken(tenant, ["jobs:read"]) })).status).toBe(403);
    const stranger = await makeUser(await makeTenant("others"), "admin");
    expect(await listed({ cookie: stranger.cookie })).toEqual([]);
  });
});
