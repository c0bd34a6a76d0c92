import { beforeAll, describe, expect, it } from "vitest";
import type { FixResultWire, JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase, usePool } from "../support/database";
import {
  makeJob,
  makeTechnician,
  makeTechnicianOffShift,
  makeTenant,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";

const database = freshDatabase();
let tenant: TestTenant;
let dispatcher: TestUser;

beforeAll(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
});

const NORTH = 1 / 111_195;

/** One fix some metres north of the classic place, now. */
async function fixAt(technicianId: string, meters: number): Promise<FixResultWire> {
  const answer = await call(`POST /technicians/${technicianId}/location`, {
    cookie: dispatcher.cookie,
    body: { latitude: PLACE.latitude + meters * NORTH, longitude: PLACE.longitude, accuracy: 5 },
  });
  expect(answer.status).toBe(201);
  return answer.json as unknown as FixResultWire;
}

const post = async (path: string, body: object = {}) => {
  const answer = await call(`POST ${path}`, { cookie: dispatcher.cookie, body });
  expect(answer.status).toBe(200);
};

/** A technician who has just been heard 300 m north of his job, so that what judges his fixes has been read. */
async function heard(job: Record<string, unknown> = {}): Promise<[TechnicianWire, JobWire]> {
  const technician = await makeTechnician(tenant, "Kept In Mind");
  const made = await makeJob(dispatcher, { technician_id: technician.id, ...job });
  expect((await fixAt(technician.id, 300)).geofence_event).toBeUndefined();
  return [technician, made];
}

describe("the very next fix is judged by what a change has made true", () => {
  it("a job that was assigned", async () => {
    const technician = await makeTechnician(tenant);
    await fixAt(technician.id, 300);
    const job = await makeJob(dispatcher);
    await post(`/jobs/${job.id}/assign/${technician.id}`);
    expect((await fixAt(technician.id, 20)).geofence_event?.job_id).toBe(job.id);
  });

  it("a job that was created for him", async () => {
    const [technician, first] = await heard();
    await post(`/jobs/${first.id}/cancel`);
    const second = await makeJob(dispatcher, { technician_id: technician.id });
    expect((await fixAt(technician.id, 20)).geofence_event?.job_id).toBe(second.id);
  });

  it("a job that was taken away, or given to somebody else", async () => {
    const [technician, job] = await heard();
    const other = await makeTechnician(tenant, "Other One");
    await fixAt(other.id, 300);
    await post(`/jobs/${job.id}/assign/${other.id}`);
    expect((await fixAt(technician.id, 20)).geofence_event).toBeUndefined();
    expect((await fixAt(other.id, 20)).geofence_event?.job_id).toBe(job.id);
  });

  it("a fence that grew", async () => {
    const [technician, job] = await heard();
    const answer = await call(`PATCH /jobs/${job.id}`, {
      cookie: dispatcher.cookie,
      body: { geofence_radius_meters: 400 },
    });
    expect(answer.status).toBe(200);
    expect((await fixAt(technician.id, 299)).geofence_event?.job_id).toBe(job.id);
  });

  it("a place that was corrected", async () => {
    const [technician, job] = await heard();
    const answer = await call(`PATCH /jobs/${job.id}`, {
      cookie: dispatcher.cookie,
      body: { latitude: PLACE.latitude + 0.1, longitude: PLACE.longitude },
    });
    expect(answer.status).toBe(200);
    expect((await fixAt(technician.id, 20)).geofence_event).toBeUndefined();
  });

  it("a window that was moved to another day", async () => {
    const [technician, job] = await heard();
    const tomorrow = new Date(Date.now() + 30 * 3_600_000).toISOString();
    const answer = await call(`PATCH /jobs/${job.id}`, {
      cookie: dispatcher.cookie,
      body: { window_start: tomorrow, window_end: null },
    });
    expect(answer.status).toBe(200);
    expect((await fixAt(technician.id, 20)).geofence_event).toBeUndefined();
  });

  it("a name", async () => {
    const [technician] = await heard();
    const answer = await call(`PATCH /technicians/${technician.id}`, {
      cookie: dispatcher.cookie,
      body: { full_name: "Married Name" },
    });
    expect(answer.status).toBe(200);
    await fixAt(technician.id, 20);
    const events = await call("GET /events?types=geofence_event&limit=1000", { cookie: dispatcher.cookie });
    const told = (
      events.json as unknown as { events: { data: { technician_id: string; technician_name: string } }[] }
    ).events.filter(({ data }) => data.technician_id === technician.id);
    expect(told.map(({ data }) => data.technician_name)).toEqual(["Married Name"]);
  });

  it("whatever is changed behind the application's back: a site's place, a company's radius", async () => {
    const [technician, job] = await heard();
    await database.owner`update sites set lat = lat + 300 * ${NORTH}::float8 where id = ${job.site_id}`;
    expect((await fixAt(technician.id, 301)).geofence_event?.job_id).toBe(job.id);
    const elsewhere = await makeTenant();
    const office = await makeUser(elsewhere, "dispatcher");
    const person = await makeTechnician(elsewhere);
    const task = await makeJob(office, { technician_id: person.id });
    const post = async (meters: number) =>
      (
        await call(`POST /technicians/${person.id}/location`, {
          cookie: office.cookie,
          body: { latitude: PLACE.latitude + meters * NORTH, longitude: PLACE.longitude, accuracy: 5 },
        })
      ).json as unknown as FixResultWire;
    expect((await post(250)).geofence_event).toBeUndefined();
    await database.owner`update tenants set arrival_radius_meters = 400 where id = ${elsewhere.id}`;
    expect((await post(251)).geofence_event?.job_id).toBe(task.id);
  });
});

it("an earlier fix of a phone that has just been heard still meets a job that ended since", async () => {
  const [technician, job] = await heard({
    window_start: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    window_end: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await post(`/jobs/${job.id}/cancel`);
  await fixAt(technician.id, 301);
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  const answer = await call(`POST /technicians/${technician.id}/locations`, {
    cookie: dispatcher.cookie,
    body: {
      fixes: [
        { ...PLACE, accuracy: 5, recorded_at: hoursAgo(2) },
        { latitude: PLACE.latitude + 300 * NORTH, longitude: PLACE.longitude, recorded_at: hoursAgo(1) },
      ],
    },
  });
  expect(answer.status).toBe(200);
  const visits = await call(`GET /technicians/${technician.id}/visits`, { cookie: dispatcher.cookie });
  expect(visits.json).toMatchObject({ items: [{ job_id: job.id }] });
});

it("jobs and shifts are not read again while nothing has changed, on shift or off", async () => {
  const [technician] = await heard();
  const off = await makeTechnicianOffShift(tenant);
  await fixAt(off.id, 300);
  const connection = await usePool(database.url, 1);
  const reads = async () => {
    const [row] = await connection<{ runs: number }[]>`
      select coalesce(sum(generic_plans + custom_plans), 0)::int as runs from pg_prepared_statements
      where statement ~ 'join (shifts|job_assignments) '`;
    return row?.runs;
  };
  expect(await reads()).toBe(0);
  for (let meters = 299; meters > 290; meters -= 1) {
    await fixAt(technician.id, meters);
    await fixAt(off.id, meters);
  }
  expect(await reads()).toBe(0);
  await post(`/technicians/${off.id}/shift/start`);
  await fixAt(off.id, 290);
  expect(await reads()).toBeGreaterThan(0);
});
