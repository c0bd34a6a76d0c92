import { beforeEach, describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
import { rehearseFence } from "@/lib/tracking/queries/rehearse-fence";
import { fenceRehearsal } from "@/lib/tracking/rehearsal/schema";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { fingerprint } from "../support/fingerprint";
import { seededRandom, shuffled } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";

const database = freshDatabase();
const HOUR = 3_600_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let person: TechnicianWire;
let job: JobWire;
let start: number;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  person = await makeTechnician(tenant, "Went There");
  start = Math.floor((Date.now() - 10 * HOUR) / HOUR) * HOUR;
  job = await makeJob(dispatcher, {
    technician_id: person.id,
    window_start: new Date(start).toISOString(),
    window_end: new Date(start + 8 * HOUR).toISOString(),
  });
});

const fix = (second: number, meters: number, accuracy = 6) => {
  const { lat, lng } = destinationPoint({ lat: PLACE.latitude, lng: PLACE.longitude }, 90, meters);
  return {
    recorded_at: new Date(start + second * 1000).toISOString(),
    latitude: lat,
    longitude: lng,
    accuracy,
  };
};

async function send(fixes: object[], technicianId = person.id): Promise<void> {
  const answer = await call(`POST /technicians/${technicianId}/locations`, {
    cookie: dispatcher.cookie,
    body: { fixes },
  });
  expect(answer.status).toBe(200);
}

async function rehearse(more: object = {}) {
  const answer = await call("POST /geofence/rehearse", {
    cookie: dispatcher.cookie,
    body: { job_id: job.id, ...more },
  });
  expect([answer.status, answer.json.detail]).toEqual([200, undefined]);
  return answer.json as Record<string, unknown>;
}

const nothing = { added: [], removed: [], changed: [] };
const iso = (second: number) => new Date(start + second * 1000).toISOString();

describe("a rehearsed fence", () => {
  it("as it is finds exactly the stored visits, whatever the day was like and however it came in", async () => {
    const random = seededRandom(12);
    let [second, meters] = [0, 600];
    const fixes = [];
    for (let i = 0; i < 700; i += 1) {
      second += Math.ceil(random() * 70);
      meters = Math.max(0, Math.min(900, meters + (random() - 0.5) * 260));
      fixes.push({
        ...fix(second, meters, [5, 20, 60, 120, 400][Math.floor(random() * 5)]),
        speed: random() * 8,
      });
    }
    for (let i = 0; i < 7; i += 1) {
      await send(shuffled(fixes.slice(i * 100, (i + 1) * 100), random));
      if (i === 3) {
        await call(`POST /jobs/${job.id}/check-in`, {
          cookie: dispatcher.cookie,
          body: { at: iso(second / 2), ...PLACE },
        });
      }
    }
    // The task that a check-in in the past leaves; no worker runs here.
    await rebuildVisits({ tenantId: tenant.id, technicianId: person.id }, Date.parse(iso(second / 2)));
    const visits = await call(`GET /technicians/${person.id}/visits`, { cookie: dispatcher.cookie });
    const count = (visits.json.items as unknown as unknown[]).length;
    expect(count).toBeGreaterThan(3);
    expect(await rehearse()).toMatchObject({
      visits_now: count,
      visits_then: count,
      unchanged: count,
      ...nothing,
    });
    expect(await rehearse({ days: 1 })).toMatchObject({ unchanged: count, ...nothing });
  });

  it("that is wider finds the visit that was missed, and says why", async () => {
    await send([fix(0, 900), fix(600, 150), fix(900, 150), fix(1800, 900)]);
    expect(await rehearse()).toMatchObject({ visits_now: 0, visits_then: 0 });
    expect(await rehearse({ geofence_radius_meters: 200 })).toMatchObject({
      visits_now: 0,
      visits_then: 1,
      added: [
        {
          job_id: job.id,
          technician_id: person.id,
          technician_name: "Went There",
          arrived_at: iso(600),
          departed_at: iso(1800),
          seconds: 1200,
          why: expect.stringContaining("200 m"),
        },
      ],
    });
  });

  it("that is narrower loses one visit and shortens another", async () => {
    await send([fix(0, 900), fix(600, 80), fix(900, 85), fix(1200, 900)]);
    await send([fix(3600, 900), fix(4200, 70), fix(4500, 10), fix(5000, 10), fix(5400, 900)]);
    expect(await rehearse({ geofence_radius_meters: 50 })).toMatchObject({
      visits_now: 2,
      visits_then: 1,
      removed: [{ arrived_at: iso(600), departed_at: iso(1200) }],
      changed: [
        { before: { arrived_at: iso(4200) }, after: { arrived_at: iso(4500), departed_at: iso(5400) } },
      ],
    });
  });

  it("may be a polygon, and a cooldown", async () => {
    await send([fix(0, 900), fix(600, 20), fix(900, 900), fix(1000, 20), fix(2000, 900)]);
    expect(await rehearse()).toMatchObject({ visits_now: 1, unchanged: 1 });
    expect(await rehearse({ cooldown_seconds: 0 })).toMatchObject({
      visits_then: 2,
      added: [{ arrived_at: iso(1000) }],
    });
    const far = [1000, 1100].flatMap((meters) => {
      const { latitude, longitude } = fix(0, meters);
      return [
        { latitude: latitude + 0.001, longitude },
        { latitude: latitude - 0.001, longitude },
      ];
    });
    const geofence_polygon = [far[0], far[1], far[3], far[2]];
    expect(await rehearse({ geofence_polygon })).toMatchObject({
      visits_then: 0,
      removed: [{ arrived_at: iso(600) }],
    });
  });

  it("of a site stands for all its jobs and everybody who had them", async () => {
    const other = await makeTechnician(tenant, "Went Too");
    const second = await makeJob(dispatcher, {
      technician_id: other.id,
      window_start: iso(0),
      window_end: iso(7200),
    });
    await database.owner`update jobs set site_id = ${job.site_id} where id = ${second.id}`;
    await send([fix(0, 900), fix(600, 150), fix(1800, 900)]);
    await send([fix(0, 900), fix(700, 150), fix(1800, 900)], other.id);
    const answer = await rehearse({ job_id: undefined, site_id: job.site_id, geofence_radius_meters: 200 });
    expect(answer.jobs).toHaveLength(2);
    expect(answer).toMatchObject({ visits_now: 0, visits_then: 2 });
  });

  it("finds a visit after a jump as it was found, wherever the days that it is read in begin", async () => {
    const now = Date.now();
    const at = (minutes: number, meters: number) => ({
      ...fix(0, meters),
      recorded_at: new Date(now - 24 * HOUR + minutes * 60_000).toISOString(),
    });
    await database.owner`update jobs set window_start = null, window_end = null where id = ${job.id}`;
    await database.owner`update job_assignments set from_at = now() - interval '5 days' where job_id = ${job.id}`;
    await send([at(-20, 900_000), at(-8, 10), at(-4, 12), at(3, 10), at(6, 11), at(20, 3000)]);
    await rebuildVisits({ tenantId: tenant.id, technicianId: person.id }, now - 25 * HOUR);
    const visits = await call(`GET /technicians/${person.id}/visits`, { cookie: dispatcher.cookie });
    expect(visits.json.items).toMatchObject([{ arrived_at: at(-8, 0).recorded_at }]);
    // Read in days from now on: one of them ends between the fixes of the jump.
    expect(await rehearse({ days: 3 })).toMatchObject({ visits_now: 1, unchanged: 1, ...nothing });
  });

  it("says how far it has come, and stops when nobody waits any more", async () => {
    await send([fix(0, 900), fix(600, 150), fix(1800, 900)]);
    const { text } = await call("POST /geofence/rehearse?answer=lines", {
      cookie: dispatcher.cookie,
      body: { job_id: job.id, geofence_radius_meters: 200 },
    });
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { share?: number; result?: object });
    const shares = lines.flatMap(({ share }) => share ?? []);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(lines.at(-1)).toMatchObject({ result: { visits_then: 1 } });
    const refused = await call("POST /geofence/rehearse?answer=lines", {
      cookie: dispatcher.cookie,
      body: { job_id: "0199aaaa-0000-7000-8000-000000000000" },
    });
    expect([refused.status, refused.json.code]).toEqual([404, "not_found"]);
    const aborted = rehearseFence(tenant.id, fenceRehearsal.parse({ job_id: job.id }), Date.now(), {
      onShare: () => {},
      signal: AbortSignal.abort(),
    });
    await expect(aborted).rejects.toThrow("aborted");
    expect(await rehearse()).toMatchObject({ visits_now: 0 });
  });

  it("writes nothing", async () => {
    await send([fix(0, 900), fix(600, 150), fix(1800, 900)]);
    const before = await fingerprint(database.owner, tenant.id);
    await rehearse({ geofence_radius_meters: 300 });
    expect(await fingerprint(database.owner, tenant.id)).toEqual(before);
  });

  it.each([
    [{ job_id: undefined }, 400],
    [{ site_id: "0199aaaa-0000-7000-8000-000000000000" }, 400],
    [{ radius: 5 }, 400],
    [{ days: 31 }, 422],
    [{ geofence_radius_meters: 5 }, 422],
    [{ job_id: "0199aaaa-0000-7000-8000-000000000000" }, 404],
    [{ job_id: undefined, site_id: "0199aaaa-0000-7000-8000-000000000000" }, 404],
  ])("refuses %j with %i", async (more, status) => {
    const answer = await call("POST /geofence/rehearse", {
      cookie: dispatcher.cookie,
      body: { job_id: job.id, ...more },
    });
    expect(answer.status).toBe(status);
  });

  it("is the office's: a technician may not, and one company has one at a time", async () => {
    const own = await makeUser(tenant, "technician", { technicianId: person.id });
    const body = { job_id: job.id };
    expect((await call("POST /geofence/rehearse", { cookie: own.cookie, body })).status).toBe(403);
    const both = await Promise.all(
      [1, 2].map(() => call("POST /geofence/rehearse", { cookie: dispatcher.cookie, body })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
    expect((await call("POST /geofence/rehearse", { cookie: dispatcher.cookie, body })).status).toBe(200);
  });
});
