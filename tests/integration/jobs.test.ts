import { beforeAll, describe, expect, it } from "vitest";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
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
let ada: TechnicianWire;
let ben: TechnicianWire;

beforeAll(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  ada = await makeTechnician(tenant, "Ada Obi");
  ben = await makeTechnician(tenant, "Ben Eze");
});

const post = (path: string, body?: unknown, as: TestUser = dispatcher) =>
  call(`POST ${path}`, { cookie: as.cookie, body });
const get = (path: string, as: TestUser = dispatcher) => call(`GET ${path}`, { cookie: as.cookie });
const historyOf = async (id: string) =>
  (await get(`/jobs/${id}/history`)).json.items as unknown as { action: string; to_status: string }[];

describe("a job", () => {
  it("goes from pending to completed, each step with who, when and why, and the technician's status follows", async () => {
    const created = await post("/jobs", { title: "Fibre", ...PLACE, address: "1 Marina" });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      status: "pending",
      version: 1,
      geofence_radius_meters: 100,
      geofence_departure_radius_meters: 130,
    });
    const id = created.json.id as unknown as string;
    await post(`/technicians/${ada.id}/shift/start`);
    expect((await post(`/jobs/${id}/assign/${ada.id}`, { reason: "nearest" })).json).toMatchObject({
      status: "assigned",
      technician_id: ada.id,
      version: 2,
    });
    expect((await post(`/jobs/${id}/start-travel`)).json.status).toBe("en_route");
    expect((await get(`/technicians/${ada.id}`)).json.status).toBe("en_route");
    const running = await post(`/jobs/${id}/check-in`, { latitude: 6.55, longitude: 3.3792, accuracy: 12 });
    expect(running.json).toMatchObject({ status: "running", on_site: true, started_by: "person" });
    expect((await get(`/technicians/${ada.id}`)).json.status).toBe("on_job");
    expect((await post(`/jobs/${id}/check-out`)).json).toMatchObject({ status: "running", on_site: false });
    expect((await post(`/jobs/${id}/complete`, { reason: "done" })).json).toMatchObject({
      status: "completed",
      finish_reason: "done",
    });
    expect((await get(`/technicians/${ada.id}`)).json.status).toBe("available");
    expect((await historyOf(id)).map((h) => [h.action, h.to_status])).toEqual([
      ["create", "pending"],
      ["assign", "assigned"],
      ["start_travel", "en_route"],
      ["start", "running"],
      ["complete", "completed"],
    ]);
    const decisions = await get(`/geofence/decisions?job_id=${id}`);
    const [checkIn] = decisions.json.items as unknown as {
      distance_meters: number;
      explanation: { rule: string; sentence: string };
    }[];
    expect(checkIn?.explanation.rule).toBe("checked_in_by_hand");
    expect(checkIn?.distance_meters).toBeGreaterThan(2800);
    const time = await get(`/geofence/job-time-on-site/${id}`);
    expect(time.json).toMatchObject({
      job_id: id,
      time_on_site_formatted: expect.stringMatching(/^\d+m \d+s$/),
    });
    expect(time.json.visits).toHaveLength(1);
  });

  it("refuses every illegal move with 409 and the state it is in, and changes nothing", async () => {
    const job = await makeJob(dispatcher, { technician_id: ben.id });
    await post(`/jobs/${job.id}/cancel`);
    const before = await historyOf(job.id);
    for (const move of [
      "unassign",
      "start-travel",
      "check-in",
      "check-out",
      "complete",
      "fail",
      "cancel",
      "hold",
      "resume",
      `assign/${ada.id}`,
    ]) {
      const answer = await post(`/jobs/${job.id}/${move}`);
      expect([move, answer.status, answer.json.code]).toEqual([move, 409, "conflict"]);
      expect(answer.json.current).toMatchObject({ id: job.id, status: "cancelled", version: 2 });
    }
    expect(await historyOf(job.id)).toEqual(before);
  });

  it("answers both of two dispatchers who assign it at once, and has one history", async () => {
    const job = await makeJob(dispatcher);
    const other = await makeUser(tenant, "supervisor");
    const [first, second] = await Promise.all([
      post(`/jobs/${job.id}/assign/${ada.id}`, {}, dispatcher),
      post(`/jobs/${job.id}/assign/${ben.id}`, {}, other),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect([first.json.technician_id, second.json.technician_id]).toEqual([ada.id, ben.id]);
    const now = (await get(`/jobs/${job.id}`)).json as unknown as JobWire;
    const last = Number(first.json.version) > Number(second.json.version) ? ada.id : ben.id;
    expect(now).toMatchObject({ technician_id: last, version: 3, status: "assigned" });
    expect((await historyOf(job.id)).map((h) => h.action)).toEqual(["create", "assign", "assign"]);
    const open =
      await database.owner`select technician_id from job_assignments where job_id = ${job.id} and until_at is null`;
    expect(open.map((row) => row.technician_id)).toEqual([last]);
  });

  it("refuses the second of two editors who saw the same version", async () => {
    const job = await makeJob(dispatcher);
    const answers = await Promise.all(
      ["one", "two"].map((title) =>
        call(`PATCH /jobs/${job.id}`, { cookie: dispatcher.cookie, body: { title, version: 1 } }),
      ),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(answers.find((a) => a.status === 409)?.json.current).toMatchObject({ version: 2 });
  });

  it("leaves at most one running when several of a technician are started at once", async () => {
    const eve = await makeTechnician(tenant, "Eve");
    const jobs = await Promise.all(
      Array.from({ length: 8 }, () => makeJob(dispatcher, { technician_id: eve.id })),
    );
    const answers = await Promise.all(jobs.map((job) => post(`/jobs/${job.id}/check-in`)));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    const started = answers.find((a) => a.status === 200)?.json;
    for (const refused of answers.filter((a) => a.status === 409)) {
      expect(refused.json.detail).toContain(`Job ${started?.number}`);
    }
    const running =
      await database.owner`select id from jobs where technician_id = ${eve.id} and status = 'running'`;
    expect(running.map((row) => row.id)).toEqual([started?.id]);
  });

  it("cancelled or given away during a visit closes the visit with that reason", async () => {
    const fay = await makeTechnician(tenant, "Fay");
    const cases = [
      ["cancel", "job_cancelled"],
      ["unassign", "job_unassigned"],
      [`assign/${ben.id}`, "job_reassigned"],
    ] as const;
    for (const [move, reason] of cases) {
      const job = await makeJob(dispatcher, { technician_id: fay.id });
      expect((await post(`/jobs/${job.id}/check-in`)).status).toBe(200);
      expect((await post(`/jobs/${job.id}/${move}`)).json).toMatchObject({ on_site: false });
      const [visit] =
        await database.owner`select close_reason, departed_at from visits where job_id = ${job.id}`;
      expect(visit?.close_reason).toBe(reason);
      expect(visit?.departed_at).not.toBeNull();
    }
  });

  it("tells the technician who loses it and the one who gets it", async () => {
    const job = await makeJob(dispatcher, { technician_id: ada.id });
    await post(`/jobs/${job.id}/assign/${ben.id}`);
    const rows = await database.owner`
      select technician_id, payload->>'change' as change, payload->'job'->>'technician_id' as holder from events where job_id = ${job.id} order by seq`;
    expect(rows.map((r) => [r.technician_id, r.change, r.holder])).toEqual([
      [ada.id, "create", ada.id],
      [ada.id, "unassign", ben.id],
      [ben.id, "assign", ben.id],
    ]);
  });

  it("whose technician stands on the next site starts that one when it ends", async () => {
    const gus = await makeTechnician(tenant, "Gus");
    const [first, second] = [
      await makeJob(dispatcher, { technician_id: gus.id }),
      await makeJob(dispatcher, { technician_id: gus.id }),
    ];
    await post(`/jobs/${first.id}/check-in`);
    await database.owner`
      insert into visits (tenant_id, id, technician_id, job_id, arrived_at, opened_by)
      values (${tenant.id}, gen_random_uuid(), ${gus.id}, ${second.id}, now() - interval '1 minute', 'fence')`;
    await post(`/jobs/${first.id}/complete`);
    expect((await get(`/jobs/${second.id}`)).json).toMatchObject({ status: "running", started_by: "fence" });
  });

  it("given to a technician with a window in the past has his stored fixes looked through", async () => {
    const windowStart = new Date(Date.now() - 3_600_000).toISOString();
    const job = await makeJob(dispatcher, { technician_id: ben.id, window_start: windowStart });
    const tasks = await database.owner`
      select payload->>'from' as "from" from graphile_worker._private_jobs
      where payload->>'technicianId' = ${ben.id} and payload->>'from' is not null`;
    expect(tasks.map((task) => task.from)).toContain(
      new Date(Date.parse(windowStart) - 4 * 3_600_000).toISOString(),
    );
    expect(job.status).toBe("assigned");
  });

  it("is found by technician, status, text, number and window, page by page without a gap", async () => {
    const t = await makeTenant("pages");
    const d = await makeUser(t, "dispatcher");
    const made: JobWire[] = [];
    for (let i = 0; i < 7; i += 1)
      made.push(await makeJob(d, { title: `Router 10${i}% off`, window_start: `2026-11-2${i}T08:00:00Z` }));
    const seen: string[] = [];
    let cursor = "";
    do {
      const answer = await get(`/jobs?limit=3&cursor=${cursor}`, d);
      seen.push(...(answer.json.items as unknown as JobWire[]).map((job) => job.id));
      cursor = (answer.json.next_cursor as unknown as string | null) ?? "";
    } while (cursor !== "");
    expect(seen).toEqual(made.map((job) => job.id).reverse());
    const count = async (query: string) =>
      ((await get(`/jobs?${query}`, d)).json.items as unknown as JobWire[]).length;
    expect(await count("status=pending,running")).toBe(7);
    expect(await count("status=completed")).toBe(0);
    expect(await count("q=103%25")).toBe(1);
    expect(await count("q=%25%25")).toBe(0);
    expect(await count(`q=%23${made[2]?.number}`)).toBe(1);
    expect(await count("from=2026-11-22T00:00:00Z&to=2026-11-24T00:00:00Z")).toBe(2);
  });
});

describe("a shift", () => {
  it("started twice is one shift, and may be reported 72 hours late but not more", async () => {
    const hal = await makeTechnicianOffShift(tenant, "Hal");
    const at = new Date(Date.now() - 12 * 3_600_000).toISOString();
    const first = await post(`/technicians/${hal.id}/shift/start`, { at });
    const second = await post(`/technicians/${hal.id}/shift/start`);
    expect(first.json).toMatchObject({
      status: "available",
      shift_started_at: at,
      shift: { started_at: at, ended_at: null },
    });
    expect(second.json.shift).toEqual(first.json.shift);
    const late = await post(`/technicians/${hal.id}/shift/start`, {
      at: new Date(Date.now() - 73 * 3_600_000).toISOString(),
    });
    expect([late.status, late.json.field]).toEqual([422, "at"]);
    expect(
      (
        await post(`/technicians/${hal.id}/shift/end`, {
          at: new Date(Date.now() - 13 * 3_600_000).toISOString(),
        })
      ).status,
    ).toBe(422);
    expect((await post(`/technicians/${hal.id}/shift/end`)).json).toMatchObject({
      status: "off_duty",
      shift_started_at: null,
    });
    expect((await post(`/technicians/${hal.id}/shift/end`)).status).toBe(200);
    expect((await post(`/technicians/${hal.id}/shift/start`, { at })).status).toBe(422);
  });

  it("opened by twenty requests at once is one shift", async () => {
    const ivy = await makeTechnicianOffShift(tenant, "Ivy");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(`/technicians/${ivy.id}/shift/start`)),
    );
    expect(new Set(answers.map((a) => JSON.stringify(a.json.shift))).size).toBe(1);
  });
});

describe("the event log", () => {
  it("has every change once and no gap under 20 concurrent commands", async () => {
    const t = await makeTenant("log");
    const d = await makeUser(t, "dispatcher");
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        call("POST /jobs", { cookie: d.cookie, body: { title: `Job ${i}`, ...PLACE } }),
      ),
    );
    const answer = await get("/events?limit=1000", d);
    const events = answer.json.events as unknown as { seq: number; data: { job: { number: number } } }[];
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(answer.json.latest_seq).toBe(20);
    expect(new Set(events.map((event) => event.data.job.number)).size).toBe(20);
    expect((await get("/events?after=15&types=job_status", d)).json.events).toHaveLength(5);
  });
});
