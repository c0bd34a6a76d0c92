import { beforeAll, describe, expect, it } from "vitest";
import type { FixResultWire, JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";

const database = freshDatabase();
const longitude = 3.3792;
let tenant: TestTenant;
let dispatcher: TestUser;

beforeAll(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
});

async function onShift(name: string): Promise<TechnicianWire> {
  const technician = await makeTechnician(tenant, name);
  const at = new Date(Date.now() - 12 * 3_600_000).toISOString();
  await call(`POST /technicians/${technician.id}/shift/start`, { cookie: dispatcher.cookie, body: { at } });
  return technician;
}

const jobAt = (technician: TechnicianWire, latitude: number, more: Record<string, unknown> = {}) =>
  makeJob(dispatcher, {
    latitude,
    longitude,
    geofence_radius_meters: 100,
    window_start: new Date(Date.now() - 3_600_000).toISOString(),
    window_end: new Date(Date.now() + 3_600_000).toISOString(),
    technician_id: technician.id,
    ...more,
  });

async function fix(technician: TechnicianWire, latitude: number, more: Record<string, unknown> = {}) {
  const answer = await call(`POST /technicians/${technician.id}/location`, {
    cookie: dispatcher.cookie,
    body: { latitude, longitude, ...more },
  });
  expect(answer.status).toBe(201);
  return answer.json as unknown as FixResultWire;
}

const get = async <T>(path: string) =>
  (await call(`GET ${path}`, { cookie: dispatcher.cookie })).json as unknown as T;

describe("the classic day, through the API", () => {
  it("a fix 200 m away does nothing, 45 m away starts the job, 156 m away notes the departure", async () => {
    const technician = await onShift("Classic");
    const job = await jobAt(technician, 6.5244);
    expect(job.status).toBe("assigned");
    expect((await fix(technician, 6.5262)).geofence_event).toBeUndefined();
    expect((await get<JobWire>(`/jobs/${job.id}`)).status).toBe("assigned");
    const enter = (await fix(technician, 6.5248, { job_id: job.id })).geofence_event;
    expect(enter).toMatchObject({ event_type: "enter", job_id: job.id, job_outcome: "started" });
    expect(enter?.distance_meters).toBeCloseTo(44.5, 0);
    expect(await get<JobWire>(`/jobs/${job.id}`)).toMatchObject({
      status: "running",
      on_site: true,
      started_by: "fence",
    });
    expect((await get<TechnicianWire>(`/technicians/${technician.id}`)).status).toBe("on_job");
    expect((await fix(technician, 6.5258)).geofence_event).toMatchObject({
      event_type: "exit",
      job_id: job.id,
    });
    const after = await get<JobWire>(`/jobs/${job.id}`);
    expect(after).toMatchObject({ status: "running", on_site: false });
    expect(after.departed_at).not.toBeNull();
    const time = await get<Record<string, unknown>>(`/geofence/job-time-on-site/${job.id}`);
    expect(time).toMatchObject({
      job_id: job.id,
      time_on_site_formatted: expect.stringMatching(/^(\d+h )?\d+m \d+s$/),
    });
    const near = await get<{ items: { id: string; distance_meters: number }[] }>(
      `/geofence/nearby-jobs?technician_id=${technician.id}&radius_meters=1000`,
    );
    expect(near.items.find(({ id }) => id === job.id)?.distance_meters).toBeCloseTo(155.7, 0);
    const { items } = await get<{ items: { kind: string; explanation: { sentence: string } }[] }>(
      `/geofence/decisions?job_id=${job.id}`,
    );
    expect(items.map(({ kind }) => kind)).toEqual(["arrived", "departed"]);
    expect(items[0]?.explanation.sentence).not.toBe("");
    const visits = await get<{ items: unknown[] }>(`/technicians/${technician.id}/visits`);
    expect(visits.items).toHaveLength(1);
    const types = (
      await get<{ items: { type: string }[] }>(`/technicians/${technician.id}/timeline`)
    ).items.map((e) => e.type);
    expect(types.filter((type) => type === "geofence_event")).toHaveLength(2);
  });

  it("a lone first fix 85 m away is an arrival", async () => {
    const technician = await onShift("Lone");
    const job = await jobAt(technician, 6.5244);
    expect((await fix(technician, 6.5244 + 85 / 111_195)).geofence_event).toMatchObject({
      event_type: "enter",
      job_id: job.id,
    });
  });
});

describe("people and fences at the same time", () => {
  it("fixes, check-ins, completions and cancellations in parallel never fail, and leave one story", async () => {
    const technician = await onShift("Storm");
    const rounds = 12;
    for (let round = 0; round < rounds; round += 1) {
      const [one, two] = await Promise.all([jobAt(technician, 6.5244), jobAt(technician, 6.5244)]);
      const act = (path: string) => call(`POST ${path}`, { cookie: dispatcher.cookie });
      const answers = await Promise.all([
        call(`POST /technicians/${technician.id}/location`, {
          cookie: dispatcher.cookie,
          body: { latitude: 6.5245, longitude },
        }),
        act(`/jobs/${one.id}/check-in`),
        act(`/jobs/${two.id}/check-in`),
        act(`/jobs/${one.id}/cancel`),
        act(`/jobs/${two.id}/complete`),
        call(`POST /technicians/${technician.id}/location`, {
          cookie: dispatcher.cookie,
          body: { latitude: 6.53, longitude },
        }),
        act(`/jobs/${two.id}/check-out`),
      ]);
      for (const answer of answers) {
        expect([200, 201, 409], JSON.stringify(answer.json)).toContain(answer.status);
      }
      for (const answer of await Promise.all([
        act(`/jobs/${one.id}/cancel`),
        act(`/jobs/${two.id}/cancel`),
      ])) {
        expect([200, 409], JSON.stringify(answer.json)).toContain(answer.status);
      }
    }
    const running =
      await database.owner`select id from jobs where technician_id = ${technician.id} and status = 'running'`;
    expect(running).toHaveLength(0);
    const backwards = await database.owner`
      select id from visits where technician_id = ${technician.id} and departed_at < arrived_at`;
    expect(backwards).toHaveLength(0);
    const [log] = await database.owner`
      select count(*)::int as events, max(seq)::int as last from events where tenant_id = ${tenant.id}`;
    expect(log?.events).toBe(log?.last);
  });
});
