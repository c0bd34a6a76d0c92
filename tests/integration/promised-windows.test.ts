import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { estimateArrivals } from "@/lib/dispatch/commands/estimate-arrivals";
import { watchWindows } from "@/lib/dispatch/commands/watch-windows";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
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
let ada: TechnicianWire;
let now: number;
let worker: TaskWorker | null = null;

beforeEach(async () => {
  now = Date.now();
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  ada = await makeTechnician(tenant);
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});

/** A job whose window ends in so many minutes, and whose technician drives there. */
async function promised(minutes: number, who = ada): Promise<JobWire> {
  const job = await makeJob(dispatcher, { technician_id: who.id, window_end: at(minutes) });
  await post(`/jobs/${job.id}/start-travel`);
  return job;
}
const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();
const post = (path: string, body = {}) => call(`POST ${path}`, { cookie: dispatcher.cookie, body });
const seen = (meters: number, minute = 0, who = ada) =>
  recordFixes(submission(tenant, who.id, [incoming(now + minute * MINUTE, eastOfSite(meters))]));
async function look(minute = 0): Promise<void> {
  await estimateArrivals(tenant.id, new Date(now + minute * MINUTE), null);
  await watchWindows(tenant.id, new Date(now + minute * MINUTE));
}
const told = async () =>
  (await logOf(database.owner, tenant.id))
    .filter(({ payload }) => String(payload.change).startsWith("window_"))
    .map(({ payload }) => payload.change);
const read = async (job: JobWire) =>
  (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json as unknown as JobWire;

describe("a promised window (GEO-8)", () => {
  it("that will be missed is told of once, with how late, and once more when it will be kept after all", async () => {
    const job = await promised(20);
    await seen(20_000, -13);
    await look(-13);
    await look(-12);
    expect(await told()).toEqual(["window_at_risk"]);
    const late = (await read(job)).window_risk;
    expect(late).toMatchObject({ cause: "arrives_late", since: at(-13) });
    // 20 km are 64.8 min, and the window ends in 33.
    expect((late?.late_seconds ?? 0) / 60).toBeCloseTo(31.8, 1);
    await seen(3000);
    await look();
    await look();
    expect(await told()).toEqual(["window_at_risk", "window_safe"]);
    expect((await read(job)).window_risk).toBeNull();
  });

  it("is told of once by however many that look at the same time", async () => {
    await promised(20);
    await seen(20_000);
    await estimateArrivals(tenant.id, new Date(now), null);
    await Promise.all(Array.from({ length: 6 }, () => watchWindows(tenant.id, new Date(now))));
    expect(await told()).toEqual(["window_at_risk"]);
  });

  it("is told of by the worker, and not again by the next one", async () => {
    const job = await promised(20);
    await seen(20_000);
    const look = () => database.owner`
      select graphile_worker.add_job('estimate_all_arrivals', json_build_object('_cron', json_build_object()))`;
    const done = () => database.owner<{ n: number }[]>`
      select count(*)::int as n from graphile_worker._private_jobs where run_at <= now()`;
    for (let turn = 0; turn < 2; turn += 1) {
      await look();
      worker = await startWorker();
      await until("it has looked", async () => (await done())[0]?.n === 0);
      await worker.stop();
      worker = null;
    }
    expect(await told()).toEqual(["window_at_risk"]);
    expect((await read(job)).window_risk).not.toBeNull();
  });

  it("that is over without anybody known to be on the way is missed, once", async () => {
    await makeJob(dispatcher, { technician_id: ada.id, window_end: at(-5) });
    await look();
    await look(1);
    expect(await told()).toEqual(["window_at_risk"]);
  });

  it("is another matter for whoever gets the job instead: near he is in time, far he is late himself", async () => {
    const ben = await makeTechnician(tenant, "Ben Eze");
    const job = await promised(30);
    await seen(30_000);
    await look();
    const { version } = await read(job);
    await post(`/jobs/${job.id}/assign/${ben.id}`, { version });
    expect((await read(job)).window_risk).toBeNull();
    await seen(1000, 0, ben);
    await look();
    expect(await told()).toEqual(["window_at_risk", "window_safe"]);
    await seen(40_000, 0.1, ada);
    await post(`/jobs/${job.id}/assign/${ada.id}`, { version: (await read(job)).version });
    await look(0.2);
    expect(await told()).toEqual(["window_at_risk", "window_safe", "window_at_risk"]);
  });

  it("is no matter any more once somebody is there, and the row says so too", async () => {
    const job = await promised(20);
    await seen(20_000, -4);
    await look(-4);
    await seen(3, -1);
    await seen(3);
    expect(await read(job)).toMatchObject({ on_site: true, window_risk: null });
    await look();
    const [row] = await database.owner`select window_risk from jobs where id = ${job.id}`;
    expect(row?.window_risk).toBeNull();
    expect(await told()).toEqual(["window_at_risk"]);
  });

  it("of one company is nothing to another", async () => {
    await promised(20);
    await seen(20_000);
    const other = await makeTenant("others");
    await estimateArrivals(tenant.id, new Date(now), null);
    await watchWindows(other.id, new Date(now));
    expect(await told()).toEqual([]);
    expect(await logOf(database.owner, other.id)).toEqual([]);
  });

  it("changes nothing that an editor has to have seen", async () => {
    const job = await promised(20);
    const { version } = await read(job);
    await seen(20_000);
    await look();
    expect((await read(job)).version).toBe(version);
  });
});
