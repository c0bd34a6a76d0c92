import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { advanceClock } from "@/lib/tracking/commands/advance-clock";
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
import { toldEvents } from "../support/ledger";
import { until } from "../support/until";

const database = freshDatabase();
const SECOND = 1000;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let job: JobWire;
let start: number;
let worker: TaskWorker | null = null;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  job = await makeJob(dispatcher, { technician_id: technician.id });
  start = Date.now();
});

afterEach(async () => {
  await worker?.stop();
  worker = null;
});

const send = (second: number, meters: number, speedMps?: number) =>
  recordFixes(
    submission(tenant, technician.id, [
      incoming(start + second * SECOND, eastOfSite(meters), speedMps === undefined ? {} : { speedMps }),
    ]),
  );
const readJob = async () => (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json;
const tick = (second: number) =>
  advanceClock({ tenantId: tenant.id, technicianId: technician.id }, start + second * SECOND);
const tasks = () => database.owner<{ run_at: Date }[]>`
  select run_at from graphile_worker._private_jobs where key = ${`clock:${tenant.id}:${technician.id}`}`;

describe("a fast fix inside and then silence", () => {
  it("leaves one task for the minute it takes, and that task starts the job with the time of the fix", async () => {
    await send(1, 900, 12);
    await send(5, 40, 12);
    expect(await readJob()).toMatchObject({ status: "assigned", arrived_at: null });
    const [task, ...more] = await tasks();
    expect([task?.run_at.getTime(), more.length]).toEqual([start + 65 * SECOND, 0]);

    await tick(64);
    expect((await readJob()).status).toBe("assigned");
    await tick(65);
    const arrived = new Date(start + 5 * SECOND).toISOString();
    expect(await readJob()).toMatchObject({
      status: "running",
      started_by: "fence",
      started_at: arrived,
      arrived_at: arrived,
    });
    await tick(66);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter"]);
  });

  it("is decided by the worker as soon as the time of the task has come", async () => {
    // Heard a minute late, so that its time has come already: time is moved, not waited for.
    job = await makeJob(dispatcher, {
      technician_id: technician.id,
      window_start: new Date(start).toISOString(),
    });
    await send(-70, 900, 12);
    await send(-62, 40, 12);
    await until("the task", async () => (await tasks()).length === 1);
    worker = await startWorker();
    await until("the job runs", async () => (await readJob()).status === "running");
    expect((await readJob()).started_at).toBe(new Date(start - 62 * SECOND).toISOString());
  });

  it("is forgotten when the next fix shows that he drove through, though the task still comes", async () => {
    await send(1, 900, 12);
    await send(5, 40, 12);
    await send(15, 300, 12);
    await tick(65);
    expect(await readJob()).toMatchObject({ status: "assigned", arrived_at: null });
    expect(await toldEvents(database.owner, tenant.id)).toEqual([]);
  });

  it("starts at once when the next fix shows that he has slowed down, with the time of the first", async () => {
    await send(1, 900, 12);
    await send(5, 40, 12);
    await send(20, 20, 0.5);
    expect(await readJob()).toMatchObject({
      status: "running",
      started_at: new Date(start + 5 * SECOND).toISOString(),
    });
    await tick(65);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter"]);
  });
});

describe("silence", () => {
  it("closes nothing", async () => {
    await send(1, 10);
    await tick(24 * 3600);
    expect(await readJob()).toMatchObject({ status: "running", on_site: true, departed_at: null });
  });
});
