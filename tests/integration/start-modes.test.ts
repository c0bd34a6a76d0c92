import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tenants } from "@/drizzle/schema/tenants";
import { inTenant } from "@/lib/db/transaction";
import { runCountdown } from "@/lib/jobs/commands/run-countdown";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import type { StartMode } from "@/lib/tenants/types";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { startWorker, type TaskWorker } from "@/server/timers/worker";
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
import { logOf } from "../support/ledger";
import { until } from "../support/until";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let phone: TestUser;
let technician: TechnicianWire;
let start: number;
let worker: TaskWorker | null = null;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  phone = await makeUser(tenant, "technician", { technicianId: technician.id });
  start = Date.now() - 14 * MINUTE;
});

afterEach(async () => {
  await worker?.stop();
  worker = null;
});

const setMode = (startMode: StartMode, startModesByType: Record<string, StartMode> = {}) =>
  inTenant(tenant.id, ({ tx }) =>
    tx.update(tenants).set({ startMode, startModesByType }).where(eq(tenants.id, tenant.id)),
  );
const jobAt = (hours = 1, more: Record<string, unknown> = {}): Promise<JobWire> =>
  makeJob(dispatcher, {
    technician_id: technician.id,
    window_start: new Date(start + hours * 60 * MINUTE).toISOString(),
    ...more,
  });
const send = (minute: number, meters: number) =>
  recordFixes(submission(tenant, technician.id, [incoming(start + minute * MINUTE, eastOfSite(meters))]));
const at = (minute: number) => new Date(start + minute * MINUTE).toISOString();
const read = async (job: JobWire): Promise<JobWire> =>
  (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json as unknown as JobWire;
const answer = (job: JobWire, word: "confirm" | "decline", who = phone) =>
  call(`POST /jobs/${job.id}/arrival/${word}`, { cookie: who.cookie });
const move = (job: JobWire, path: string) =>
  call(`POST /jobs/${job.id}/${path}`, { cookie: dispatcher.cookie, body: {} });
const outcomes = async () =>
  (
    await database.owner<{ job_outcome: string }[]>`
      select job_outcome from decisions where technician_id = ${technician.id} and kind = 'arrived' order by id`
  ).map((row) => row.job_outcome);
const countdownOf = (job: JobWire): Date => new Date(job.pending_start?.starts_at ?? Number.NaN);
const runOut = async (job: JobWire) => {
  const startsAt = countdownOf(await read(job));
  await runCountdown({ tenantId: tenant.id, jobId: job.id, startsAt }, startsAt);
  return startsAt;
};

describe("a timed start", () => {
  beforeEach(() => setMode("timed"));

  it("leaves the job as it is for 30 s, tells it, and then starts it with the arrival of the fix", async () => {
    const job = await jobAt();
    await send(1, 900);
    await send(12, 10);
    const waiting = await read(job);
    expect(waiting).toMatchObject({
      status: "assigned",
      on_site: true,
      pending_start: { mode: "timed", arrived_at: at(12) },
    });
    const told = (await logOf(database.owner, tenant.id)).filter((row) => row.type === "job_status").at(-1);
    expect(told?.payload).toMatchObject({ job: { pending_start: waiting.pending_start } });
    const early = countdownOf(waiting);
    await runCountdown(
      { tenantId: tenant.id, jobId: job.id, startsAt: early },
      new Date(early.getTime() - 1),
    );
    expect((await read(job)).status).toBe("assigned");
    await runOut(job);
    expect(await read(job)).toMatchObject({
      status: "running",
      started_by: "fence",
      arrived_at: at(12),
      started_at: early.toISOString(),
      pending_start: null,
      undo_until: expect.any(String),
    });
    expect(await outcomes()).toEqual(["started"]);
  });

  it("is a task in the queue: a worker that was stopped over the arrival starts it when it is back", async () => {
    const job = await jobAt();
    await send(12, 10);
    const startsAt = countdownOf(await read(job));
    const key = `start:${tenant.id}:${job.id}`;
    const [task] = await database.owner<{ run_at: Date }[]>`
      select run_at from graphile_worker._private_jobs where key = ${key}`;
    expect(task?.run_at).toEqual(startsAt);
    // Time is moved, not waited for: both the note and the job say that it is long over.
    const past = new Date(Date.now() - 1_000);
    await database.owner`
      update jobs set pending_start = jsonb_set(pending_start, '{startsAt}', to_jsonb(${past.toISOString()}::text))
      where id = ${job.id}`;
    await database.owner`
      update graphile_worker._private_jobs set run_at = now(),
        payload = (payload::jsonb || jsonb_build_object('startsAt', ${past.toISOString()}::text))::json
      where key = ${key}`;
    worker = await startWorker();
    await until("the job runs", async () => (await read(job)).status === "running");
    expect(await read(job)).toMatchObject({ arrived_at: at(12), started_at: past.toISOString() });
  });

  it("that is cancelled leaves visit and job as they are, and nothing of that visit starts it again", async () => {
    const job = await jobAt();
    await send(1, 900);
    await send(10, 10);
    const startsAt = countdownOf(await read(job));
    expect((await answer(job, "decline")).status).toBe(200);
    await runCountdown({ tenantId: tenant.id, jobId: job.id, startsAt }, startsAt);
    // A late fix folds the visit again, from an earlier arrival.
    await send(9, 10);
    await send(11, 10);
    expect(await read(job)).toMatchObject({
      status: "assigned",
      on_site: true,
      started_at: null,
      pending_start: null,
    });
    expect((await outcomes()).at(-1)).toBe("declined");
    expect((await answer(job, "decline")).status).toBe(409);
    expect((await answer(job, "confirm")).json).toMatchObject({ current: { status: "assigned" } });
  });

  it("ends with the departure", async () => {
    const job = await jobAt();
    await send(1, 900);
    await send(8, 10);
    const startsAt = countdownOf(await read(job));
    await send(9, 900);
    expect(await read(job)).toMatchObject({ status: "assigned", on_site: false, pending_start: null });
    await runCountdown({ tenantId: tenant.id, jobId: job.id, startsAt }, startsAt);
    expect((await read(job)).status).toBe("assigned");
  });

  it("is decided once when the cancellation meets the end of the countdown", async () => {
    const job = await jobAt();
    await send(12, 10);
    const startsAt = countdownOf(await read(job));
    const [declined] = await Promise.all([
      answer(job, "decline"),
      runCountdown({ tenantId: tenant.id, jobId: job.id, startsAt }, startsAt),
    ]);
    const after = await read(job);
    expect([declined.status, after.status]).toEqual(
      declined.status === 200 ? [200, "assigned"] : [409, "running"],
    );
    expect(after.pending_start).toBeNull();
  });

  it("may be confirmed before its end, by the technician or a dispatcher", async () => {
    const job = await jobAt();
    await send(12, 10);
    const startsAt = countdownOf(await read(job));
    expect((await answer(job, "confirm", dispatcher)).json).toMatchObject({
      status: "running",
      started_by: "person",
      arrived_at: at(12),
      undo_until: null,
    });
    await runCountdown({ tenantId: tenant.id, jobId: job.id, startsAt }, startsAt);
    expect(await read(job)).toMatchObject({ started_by: "person" });
  });

  it("holds back the other jobs at the site, and is offered for the next one when the first is completed", async () => {
    const later = await jobAt(2);
    const earlier = await jobAt(1);
    await send(12, 10);
    expect(await read(later)).toMatchObject({ on_site: true, pending_start: null });
    await runOut(earlier);
    await move(earlier, "complete");
    expect(await read(later)).toMatchObject({
      status: "assigned",
      pending_start: { mode: "timed", arrived_at: at(12) },
    });
    await runOut(later);
    expect(await read(later)).toMatchObject({ status: "running" });
  });

  it("is not started by its end when another job of the technician runs by then", async () => {
    const job = await jobAt();
    const elsewhere = await makeJob(dispatcher, { technician_id: technician.id, latitude: 6.6 });
    await send(12, 10);
    await move(elsewhere, "check-in");
    await runOut(job);
    expect(await read(job)).toMatchObject({ status: "assigned", pending_start: null });
    expect(await outcomes()).toContain("waiting_other_job_runs");
  });
});

describe("a start that is asked for", () => {
  it("waits for the answer, and then starts with the arrival of the fix", async () => {
    await setMode("ask");
    const job = await jobAt();
    await send(12, 10);
    expect(await read(job)).toMatchObject({
      status: "assigned",
      pending_start: { mode: "ask", starts_at: null, arrived_at: at(12) },
    });
    expect((await answer(job, "confirm")).json).toMatchObject({ status: "running", arrived_at: at(12) });
    expect((await answer(job, "confirm")).status).toBe(409);
  });

  it("is not another technician's to answer", async () => {
    await setMode("ask");
    const job = await jobAt();
    await send(12, 10);
    const other = await makeTechnician(tenant);
    const stranger = await makeUser(tenant, "technician", { technicianId: other.id });
    expect((await answer(job, "confirm", stranger)).status).toBe(404);
    expect(await read(job)).toMatchObject({ status: "assigned" });
  });

  it("asks again at the next visit after a no", async () => {
    await setMode("ask");
    const job = await jobAt();
    await send(1, 900);
    await send(2, 10);
    await answer(job, "decline");
    await send(4, 900);
    await recordFixes(submission(tenant, technician.id, [incoming(Date.now() + 6 * MINUTE, eastOfSite(10))]));
    expect(await read(job)).toMatchObject({ on_site: true, pending_start: { mode: "ask" } });
  });
});

describe("a company that leaves starting to people", () => {
  it("gets the visit and a job that waits, but not for types that start by themselves", async () => {
    await setMode("off", { repair: "automatic" });
    const job = await jobAt(1);
    const repair = await jobAt(2, { type: "repair" });
    await send(12, 10);
    expect(await read(job)).toMatchObject({ status: "assigned", on_site: true, pending_start: null });
    expect(await read(repair)).toMatchObject({ status: "running", started_by: "fence" });
    expect((await outcomes()).sort()).toEqual(["left_to_people", "started"]);
    await move(repair, "complete");
    expect(await read(job)).toMatchObject({ status: "assigned" });
  });
});
