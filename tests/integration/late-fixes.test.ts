import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createJob } from "@/lib/jobs/commands/create-job";
import { newJob } from "@/lib/jobs/schema";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { writeBatch } from "@/lib/tracking/commands/write-batch";
import { startWorker, type TaskWorker } from "@/server/timers/worker";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeTechnician,
  makeTenant,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { ledgerOf, logOf, standing, toldEvents } from "../support/ledger";
import { until } from "../support/until";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let job: JobWire;
let worker: TaskWorker | null = null;
/** Half an hour ago: the job's window reaches back to it. */
let start: number;

beforeEach(async () => {
  start = Date.now() - 30 * MINUTE;
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  job = await windowedJob(technician.id);
});

afterEach(async () => {
  await worker?.stop();
  worker = null;
});

/** A job that was there before the day began. */
const windowedJob = (technicianId: string) => {
  const input = newJob.parse({
    title: "Fibre install",
    ...PLACE,
    technician_id: technicianId,
    window_start: new Date(start).toISOString(),
  });
  return createJob(dispatcher.identity, input, new Date(start - MINUTE));
};

type Step = readonly [minute: number, meters: number, accuracy?: number, speed?: number];
const fixAt = ([minute, meters, accuracyMeters, speedMps]: Step) =>
  incoming(start + minute * MINUTE, eastOfSite(meters), {
    ...(accuracyMeters === undefined ? {} : { accuracyMeters }),
    ...(speedMps === undefined ? {} : { speedMps }),
  });
const send = (...steps: Step[]) => recordFixes(submission(tenant, technician.id, steps.map(fixAt)));
const minutes = (epoch: number | null) => (epoch === null ? null : (epoch - start) / MINUTE);
const visits = async (who = technician.id) =>
  (await ledgerOf(database.owner, who)).visits.map(([, from, to]) => [
    minutes(from as number),
    minutes(to as number | null),
  ]);
const readJob = async () => (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json;
const move = (path: string, body: unknown = {}) =>
  call(`POST /jobs/${job.id}/${path}`, { cookie: dispatcher.cookie, body });
const decisions = async () => {
  const answer = await call(`GET /geofence/decisions?job_id=${job.id}`, { cookie: dispatcher.cookie });
  return (answer.json.items as unknown as { kind: string; stands: boolean }[]).map(
    (d) => `${d.kind}:${d.stands}`,
  );
};

describe("fixes that come late", () => {
  it("bring a visit to light that nobody saw, without starting a job for an arrival older than 15 minutes", async () => {
    await send([0, 900], [20, 900]);
    expect(await visits()).toEqual([]);
    await send([12, 10], [5, 10]);
    expect(await visits()).toEqual([[5, 20]]);
    expect(await readJob()).toMatchObject({
      status: "assigned",
      arrived_at: new Date(start + 5 * MINUTE).toISOString(),
    });
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
    const [enter] = (await logOf(database.owner, tenant.id)).filter((row) => row.type === "geofence_event");
    expect(enter?.payload).toMatchObject({
      job_outcome: "too_old_to_start",
      occurred_at: new Date(start + 5 * MINUTE).toISOString(),
    });
  });

  it("start the job with the time of the fix when the arrival is recent", async () => {
    await send([0, 900], [29, 70, 60]);
    await send([25, 70, 60]);
    expect(await readJob()).toMatchObject({
      status: "running",
      started_at: new Date(start + 25 * MINUTE).toISOString(),
      started_by: "fence",
      on_site: true,
    });
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter"]);
  });

  it("correct the times of a visit, keep what it said before, and withdraw what was decided wrongly", async () => {
    await send([0, 900], [10, 10], [20, 900]);
    expect(await visits()).toEqual([[10, 20]]);
    await send([15, 900], [8, 10]);
    expect(await visits()).toEqual([[8, 15]]);
    const { json } = await call(`GET /technicians/${technician.id}/visits`, { cookie: dispatcher.cookie });
    expect(json.items).toMatchObject([
      {
        changed_from: {
          arrived_at: new Date(start + 10 * MINUTE).toISOString(),
          departed_at: new Date(start + 20 * MINUTE).toISOString(),
        },
      },
    ]);
    expect(await decisions()).toEqual(["arrived:true", "arrived:false", "departed:true", "departed:false"]);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
    expect(await readJob()).toMatchObject({
      arrived_at: new Date(start + 8 * MINUTE).toISOString(),
      departed_at: new Date(start + 15 * MINUTE).toISOString(),
    });
  });

  it("narrow the interval in which he came and left, without marking times that stay", async () => {
    await send([0, 900], [10, 10], [15, 10], [25, 900]);
    await send([8, 900], [22, 10]);
    const { json } = await call(`GET /technicians/${technician.id}/visits`, { cookie: dispatcher.cookie });
    const between = (from: number, to: number) =>
      [from, to].map((minute) => new Date(start + minute * MINUTE).toISOString());
    const [visit, ...more] = json.items as unknown as Record<string, unknown>[];
    expect(more).toEqual([]);
    expect(visit).toMatchObject({ arrived_between: between(8, 10), departed_between: between(22, 25) });
    expect(visit).not.toHaveProperty("changed_from");
  });

  it("remove a visit that never was", async () => {
    await send([0, 900], [2, 80, 60], [4, 80, 60], [10, 900]);
    expect(await visits()).toEqual([[2, 10]]);
    await send([3, 500, 5]);
    expect(await visits()).toEqual([]);
    expect(await decisions()).toEqual(["arrived:false", "departed:false"]);
    expect(await readJob()).toMatchObject({
      arrived_at: null,
      departed_at: null,
      on_site: false,
      time_on_site_seconds: 0,
    });
  });

  it("split one visit in two when they show him away for longer than the cooldown", async () => {
    await send([0, 900], [2, 10], [20, 10], [25, 900]);
    await send([8, 700]);
    expect(await visits()).toEqual([
      [2, 8],
      [20, 25],
    ]);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit", "enter"]);
  });

  it("take up a visit that ended before the hour whose first fix a rebuild would start from", async () => {
    const hour = start - (start % (60 * MINUTE));
    const at = (minute: number) => hour + minute * MINUTE;
    const go = (...steps: [number, number][]) =>
      recordFixes(
        submission(
          tenant,
          technician.id,
          steps.map(([minute, meters]) => incoming(at(minute), eastOfSite(meters))),
        ),
      );
    await go([-10, 900], [-9, 10], [-1, 900]);
    await go([0.5, 900], [7, 900]);
    await go([2, 10]);
    const [visit, ...more] = (await ledgerOf(database.owner, technician.id)).visits;
    expect(more).toEqual([]);
    expect(visit?.slice(1, 3)).toEqual([at(-9), at(7)]);
  });

  it("change nothing when the day is folded once more", async () => {
    await send([0, 900], [10, 10], [20, 900]);
    await send([15, 900], [8, 10], [26, 10]);
    const before = [
      await ledgerOf(database.owner, technician.id),
      await standing(database.owner, technician.id),
      await logOf(database.owner, tenant.id),
    ];
    await rebuildVisits({ tenantId: tenant.id, technicianId: technician.id }, start);
    await rebuildVisits({ tenantId: tenant.id, technicianId: technician.id });
    const after = [
      await ledgerOf(database.owner, technician.id),
      await standing(database.owner, technician.id),
      await logOf(database.owner, tenant.id),
    ];
    expect(after).toEqual(before);
  });

  it("are folded in by the task left in the queue when the process dies right after the commit", async () => {
    await send([0, 900], [20, 900]);
    await writeBatch([submission(tenant, technician.id, [fixAt([5, 10]), fixAt([12, 10])])]);
    expect(await visits()).toEqual([]);
    worker = await startWorker();
    await until("the visit is there", async () => (await visits()).length === 1);
    expect(await visits()).toEqual([[5, 20]]);
  });

  it("are folded in after a restart even if newer fixes were taken in between", async () => {
    await send([0, 900], [20, 900]);
    await writeBatch([submission(tenant, technician.id, [fixAt([5, 10]), fixAt([12, 10])])]);
    await send([21, 900], [27, 10]);
    worker = await startWorker();
    await until("the visit is there", async () => (await visits()).length === 2);
    expect(await visits()).toEqual([
      [5, 20],
      [27, null],
    ]);
  });
});

describe("a phone that was offline", () => {
  it("still has its visit at a job that was cancelled before it came back", async () => {
    await send([0, 900]);
    await move("cancel", { at: new Date(start + 20 * MINUTE).toISOString() });
    await send([5, 10], [10, 10], [25, 10]);
    expect(await visits()).toEqual([[5, 20]]);
    expect((await ledgerOf(database.owner, technician.id)).visits[0]?.[3]).toBe("job_cancelled");
    expect(await readJob()).toMatchObject({ status: "cancelled", on_site: false });
  });

  it("still has its visit at a job that he completed by hand before it came back", async () => {
    await send([0, 900]);
    await move("check-in", { at: new Date(start + 6 * MINUTE).toISOString() });
    await move("complete", { at: new Date(start + 15 * MINUTE).toISOString() });
    await send([5, 10], [10, 10], [18, 10], [20, 900]);
    expect((await visits()).map(([, to]) => to)).toEqual([20]);
  });

  it("touches neither state nor times of a job that went to somebody else meanwhile", async () => {
    const other = await makeTechnician(tenant, "Ben Eze");
    await send([0, 900]);
    await call(`POST /jobs/${job.id}/assign/${other.id}`, { cookie: dispatcher.cookie, body: {} });
    await send([25, 10], [28, 10]);
    expect(await visits()).toHaveLength(1);
    expect(await readJob()).toMatchObject({
      technician_id: other.id,
      status: "assigned",
      arrived_at: null,
      departed_at: null,
    });
    await send([22, 10]);
    expect(await readJob()).toMatchObject({ status: "assigned", arrived_at: null, departed_at: null });
  });
});

describe("what people did by hand", () => {
  it("does not wedge a phone: a re-entry right after a check-in by hand is taken and one visit is open", async () => {
    await send([0, 900], [20, 10], [24, 900]);
    await move("check-in", { at: new Date(start + 25 * MINUTE).toISOString() });
    const [result] = await send([26, 10]);
    expect(result).toMatchObject({ accepted: true, duplicate: false });
    expect((await visits()).filter(([, to]) => to === null)).toHaveLength(1);
    await send([29, 900]);
    expect((await visits()).filter(([, to]) => to === null)).toHaveLength(0);
  });

  it("a job taken from a technician on its site and given back to him starts again by itself", async () => {
    await send([0, 900], [20, 10]);
    expect(await readJob()).toMatchObject({ status: "running" });
    await move("unassign", { at: new Date(start + 22 * MINUTE).toISOString() });
    await call(`POST /jobs/${job.id}/assign/${technician.id}`, {
      cookie: dispatcher.cookie,
      body: { at: new Date(start + 23 * MINUTE).toISOString() },
    });
    await send([25, 10]);
    expect(await readJob()).toMatchObject({ status: "running", on_site: true });
    expect(await visits()).toEqual([
      [20, 22],
      [25, null],
    ]);
  });

  it("reaches what the fences remember: after a check-out on the site he has to leave before he arrives again", async () => {
    await send([0, 900], [10, 10]);
    await move("check-out", { at: new Date(start + 12 * MINUTE).toISOString() });
    worker = await startWorker();
    await until(
      "the queue is empty",
      async () => {
        const [left] =
          await database.owner`select count(*)::int as n from graphile_worker._private_jobs where run_at <= now()`;
        return left?.n === 0;
      },
      20_000,
    );
    await send([14, 20], [20, 20], [24, 900]);
    expect(await visits()).toEqual([[10, 12]]);
  });
});
