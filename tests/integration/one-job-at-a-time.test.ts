import { beforeEach, describe, expect, it } from "vitest";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { ledgerOf, logOf, standing, toldEvents } from "../support/ledger";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let start: number;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  start = Date.now() - 14 * MINUTE;
});

/** Its window reaches back over the whole test; the earlier of two is the one with the smaller `hours`. */
const jobAt = (hours: number): Promise<JobWire> =>
  makeJob(dispatcher, {
    technician_id: technician.id,
    window_start: new Date(start + hours * 60 * MINUTE).toISOString(),
  });
const send = (minute: number, meters: number) =>
  recordFixes(submission(tenant, technician.id, [incoming(start + minute * MINUTE, eastOfSite(meters))]));
const read = async (job: JobWire) => (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json;
const move = (job: JobWire, path: string) =>
  call(`POST /jobs/${job.id}/${path}`, { cookie: dispatcher.cookie, body: {} });
const visits = async () => (await ledgerOf(database.owner, technician.id)).visits;
const minute = (at: unknown) => (at === null ? null : ((at as number) - start) / MINUTE);

describe("two jobs at one site", () => {
  it("the earliest scheduled starts, the other waits on site and starts when the first is completed", async () => {
    const later = await jobAt(2);
    const earlier = await jobAt(1);
    await send(1, 900);
    await send(2, 10);
    expect(await read(earlier)).toMatchObject({ status: "running", on_site: true });
    expect(await read(later)).toMatchObject({ status: "assigned", on_site: true });
    const told = (await logOf(database.owner, tenant.id)).filter((row) => row.type === "geofence_event");
    expect(Object.fromEntries(told.map((row) => [row.payload.job_id, row.payload.job_outcome]))).toEqual({
      [earlier.id]: "started",
      [later.id]: "waiting_earlier_job_here",
    });
    expect((await move(earlier, "complete")).status).toBe(200);
    expect(await read(later)).toMatchObject({ status: "running", started_by: "fence" });
    await send(13, 900);
    expect((await visits()).map(([, from, to]) => [minute(from), minute(to)])).toEqual([
      [2, 13],
      [2, 13],
    ]);
  });

  it("neither starts while a job elsewhere runs", async () => {
    const here = await jobAt(1);
    const elsewhere = await makeJob(dispatcher, { technician_id: technician.id, latitude: 6.6 });
    await move(elsewhere, "check-in");
    await send(2, 10);
    expect(await read(here)).toMatchObject({ status: "assigned", on_site: true });
    await move(elsewhere, "complete");
    expect(await read(here)).toMatchObject({ status: "running" });
  });
});

describe("a visit", () => {
  it.each([
    ["cancel", "job_cancelled"],
    ["unassign", "job_unassigned"],
  ])(
    "ends with its reason when the job is taken away (%s), and the fixes after it open no other",
    async (path, reason) => {
      const job = await jobAt(1);
      await send(1, 900);
      await send(2, 10);
      await move(job, path);
      expect(await visits()).toMatchObject([[job.number, start + 2 * MINUTE, expect.any(Number), reason]]);
      await recordFixes(submission(tenant, technician.id, [incoming(Date.now(), eastOfSite(20))]));
      expect(await visits()).toHaveLength(1);
      expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter"]);
    },
  );

  it("ends for the one and begins for the other when the job goes to a colleague on the same site", async () => {
    const colleague = await makeTechnician(tenant, "Ben Eze");
    const job = await jobAt(1);
    await send(2, 10);
    await call(`POST /jobs/${job.id}/assign/${colleague.id}`, { cookie: dispatcher.cookie, body: {} });
    expect(await visits()).toMatchObject([
      [job.number, start + 2 * MINUTE, expect.any(Number), "job_reassigned"],
    ]);
    const now = Date.now();
    await recordFixes(submission(tenant, colleague.id, [incoming(now, eastOfSite(20))]));
    expect(await read(job)).toMatchObject({
      status: "running",
      technician_id: colleague.id,
      arrived_at: new Date(now).toISOString(),
    });
  });

  it("goes on after a short absence: one visit, one arrival told", async () => {
    const job = await jobAt(1);
    for (const [at, meters] of [
      [1, 10],
      [4, 900],
      [8, 10],
    ] as const)
      await send(at, meters);
    expect((await visits()).map(([, from, to]) => [minute(from), minute(to)])).toEqual([[1, null]]);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
    expect((await standing(database.owner, technician.id)).map((one) => one.split("@")[0])).toEqual([
      "arrived",
      "departed",
      "reopened",
    ]);
    expect(await read(job)).toMatchObject({ status: "running", on_site: true, departed_at: null });
  });

  it("is another one after a long absence", async () => {
    await jobAt(1);
    for (const [at, meters] of [
      [1, 10],
      [3, 900],
      [9, 10],
    ] as const)
      await send(at, meters);
    expect((await visits()).map(([, from, to]) => [minute(from), minute(to)])).toEqual([
      [1, 3],
      [9, null],
    ]);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit", "enter"]);
  });

  it("that really ends three minutes after the arrival is recorded, cooldown or not", async () => {
    const job = await jobAt(1);
    for (const [at, meters] of [
      [1, 10],
      [4, 900],
    ] as const)
      await send(at, meters);
    expect((await visits()).map(([, from, to]) => [minute(from), minute(to)])).toEqual([[1, 4]]);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
    expect(await read(job)).toMatchObject({
      departed_at: new Date(start + 4 * MINUTE).toISOString(),
      time_on_site_seconds: 180,
    });
  });
});
