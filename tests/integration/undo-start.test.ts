import { beforeEach, describe, expect, it } from "vitest";
import { inTenant } from "@/lib/db/transaction";
import { followWork } from "@/lib/jobs/commands/follow-work";
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
import { logOf } from "../support/ledger";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let phone: TestUser;
let technician: TechnicianWire;
let start: number;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  await inTenant(tenant.id, (unit) => followWork(unit, technician.id, new Date()));
  phone = await makeUser(tenant, "technician", { technicianId: technician.id });
  start = Date.now() - 14 * MINUTE;
});

const jobAt = (hours: number): Promise<JobWire> =>
  makeJob(dispatcher, {
    technician_id: technician.id,
    window_start: new Date(start + hours * 60 * MINUTE).toISOString(),
  });
const send = (minute: number, meters: number) =>
  recordFixes(submission(tenant, technician.id, [incoming(start + minute * MINUTE, eastOfSite(meters))]));
const read = async (job: JobWire): Promise<JobWire> =>
  (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json as unknown as JobWire;
const statusOf = async () =>
  (await call(`GET /technicians/${technician.id}`, { cookie: dispatcher.cookie })).json.status;
const undo = (job: JobWire, who = dispatcher, body: unknown = {}) =>
  call(`POST /jobs/${job.id}/undo`, { cookie: who.cookie, body });
const move = (job: JobWire, path: string) =>
  call(`POST /jobs/${job.id}/${path}`, { cookie: dispatcher.cookie, body: {} });
const decisions = () =>
  database.owner<{ id: string; job_outcome: string | null; stands: boolean }[]>`
    select id, job_outcome, stands from decisions where technician_id = ${technician.id} and kind = 'arrived' order by id`;

describe("undoing an automatic start", () => {
  it.each([
    ["assigned", "the dispatcher"],
    ["en_route", "the technician"],
  ] as const)("gives back %s, with times and the technician's status as they were (%s)", async (was, who) => {
    const job = await jobAt(1);
    if (was === "en_route") await move(job, "start-travel");
    const before = { job: await read(job), technician: await statusOf() };
    await send(12, 10);
    expect(await read(job)).toMatchObject({ status: "running", undo_until: expect.any(String) });
    expect((await undo(job, who === "the technician" ? phone : dispatcher)).status).toBe(200);
    const { travel_started_at } = before.job;
    expect(await read(job)).toMatchObject({
      status: was,
      started_at: null,
      started_by: null,
      travel_started_at,
      on_site: true,
      undo_until: null,
    });
    expect(await statusOf()).toBe(before.technician);
  });

  it("is told to whoever was told of the start, and names the decision", async () => {
    const job = await jobAt(1);
    await send(12, 10);
    const [decision] = await decisions();
    await undo(job, dispatcher, { decision_id: decision?.id });
    const told = (await logOf(database.owner, tenant.id)).filter((row) => row.type === "job_status").at(-1);
    expect(told?.payload).toMatchObject({
      change: "undo_start",
      undone: true,
      of: decision?.id,
      previous_status: "running",
      status: "assigned",
      actor: "user",
      technician_id: technician.id,
    });
    expect(await decisions()).toEqual([{ ...decision, job_outcome: "undone" }]);
    const history = (await call(`GET /jobs/${job.id}/history`, { cookie: dispatcher.cookie })).json;
    expect((history.items as unknown as { action: string }[]).map(({ action }) => action)).toContain(
      "undo_start",
    );
  });

  it("does not start the job that waited beside it", async () => {
    const first = await jobAt(1);
    const second = await jobAt(2);
    await send(12, 10);
    await undo(first);
    expect(await read(second)).toMatchObject({ status: "assigned", on_site: true });
  });

  it("holds for the visit, whatever comes late, and not for the next visit", async () => {
    const job = await jobAt(1);
    await send(1, 900);
    await send(3, 10);
    await undo(job);
    await send(2, 10);
    await send(4, 10);
    expect(await read(job)).toMatchObject({ status: "assigned", arrived_at: iso(2), started_at: null });
    expect((await decisions()).filter((row) => row.stands).map((row) => row.job_outcome)).toEqual(["undone"]);
    await send(6, 900);
    await recordFixes(submission(tenant, technician.id, [incoming(Date.now() + 4 * MINUTE, eastOfSite(10))]));
    expect(await read(job)).toMatchObject({ status: "running" });
  });

  it("is refused once somebody has moved the job, with the job as it is", async () => {
    const job = await jobAt(1);
    await send(12, 10);
    await move(job, "complete");
    const answer = await undo(job);
    expect([answer.status, (answer.json.current as unknown as JobWire).status]).toEqual([409, "completed"]);
  });

  it("is refused after a confirmation by hand, for another decision, and after 10 minutes", async () => {
    const job = await jobAt(1);
    await send(12, 10);
    const other = "00000000-0000-4000-8000-000000000000";
    expect((await undo(job, dispatcher, { decision_id: other })).status).toBe(409);
    await database.owner`
      update jobs set fence_start = jsonb_set(fence_start, '{madeAt}',
        to_jsonb(${new Date(Date.now() - 10 * MINUTE).toISOString()}::text)) where id = ${job.id}`;
    expect((await undo(job)).status).toBe(409);
    expect((await move(job, "check-in")).status).toBe(200);
    expect(await read(job)).toMatchObject({ undo_until: null, status: "running" });
    expect((await undo(job)).status).toBe(409);
  });

  it("is done once when two people undo at the same time; the other one gets the job as it is", async () => {
    const job = await jobAt(1);
    await send(12, 10);
    const answers = await Promise.all([undo(job, dispatcher), undo(job, phone)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.json).toMatchObject({ current: { status: "assigned" } });
  });

  it("and completing at the same time end in one of both", async () => {
    const job = await jobAt(1);
    await send(12, 10);
    const [undone, completed] = await Promise.all([undo(job), move(job, "complete")]);
    const { status } = await read(job);
    expect([undone.status, completed.status, status]).toEqual(
      undone.status === 200 ? [200, 409, "assigned"] : [409, 200, "completed"],
    );
  });

  it("is nothing another technician may do", async () => {
    const job = await jobAt(1);
    await send(12, 10);
    const other = await makeTechnician(tenant);
    const stranger = await makeUser(tenant, "technician", { technicianId: other.id });
    expect((await undo(job, stranger)).status).toBe(404);
    expect(await read(job)).toMatchObject({ status: "running" });
  });
});

function iso(minute: number): string {
  return new Date(start + minute * MINUTE).toISOString();
}
