import { beforeEach, describe, expect, it } from "vitest";
import { createJob } from "@/lib/jobs/commands/create-job";
import { newJob } from "@/lib/jobs/schema";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { type Answer, call } from "../support/call";
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
import { ledgerOf, logOf, toldEvents } from "../support/ledger";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let phone: TestUser;
let technician: TechnicianWire;
let job: JobWire;
/** Half an hour ago; the job was his before. */
let start: number;

beforeEach(async () => {
  start = Date.now() - 30 * MINUTE;
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  phone = await makeUser(tenant, "technician", { technicianId: technician.id });
  job = await jobOf(dispatcher, technician);
});

const jobOf = (who: TestUser, { id }: TechnicianWire) =>
  createJob(
    who.identity,
    newJob.parse({
      title: "Fibre install",
      ...PLACE,
      technician_id: id,
      window_start: new Date(start).toISOString(),
    }),
    new Date(start - MINUTE),
  );

/** `[minute, metres east, speed]`, 8 m exact. */
type Step = readonly [minute: number, east: number, speedMps?: number];
const fixAt = ([minute, east, speedMps = 10]: Step) =>
  incoming(start + minute * MINUTE, eastOfSite(east), { accuracyMeters: 8, speedMps });
const send = (...steps: Step[]) => recordFixes(submission(tenant, technician.id, steps.map(fixAt)));
const drivePast = () => send([0, -1000], [7, 1000]);
const read = async (): Promise<JobWire> =>
  (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json as unknown as JobWire;
const asked = async (): Promise<string> => (await read()).passed[0]?.decision_id ?? "nobody is asked";
const say = (
  answer: "confirm" | "dismiss",
  decisionId: string,
  who = dispatcher,
  of = job,
): Promise<Answer> =>
  call(`POST /jobs/${of.id}/passed/${answer}`, { cookie: who.cookie, body: { decision_id: decisionId } });
const fold = () => rebuildVisits({ tenantId: tenant.id, technicianId: technician.id }, start);
const decisions = async () => {
  const { json } = await call(`GET /geofence/decisions?job_id=${job.id}`, { cookie: dispatcher.cookie });
  return json.items as unknown as { id: string; kind: string; stands: boolean; answer?: unknown }[];
};
const visits = async () => {
  const { json } = await call(`GET /technicians/${technician.id}/visits`, { cookie: dispatcher.cookie });
  return json.items as unknown as Record<string, unknown>[];
};
const iso = (minute: number) => new Date(start + minute * MINUTE).toISOString();
/** 2 km by road at 10 m/s are 260 s: so long he can have stood between the one edge and the other. */
const between = () => [start + 117_000, start + 303_000].map((at) => new Date(at).toISOString());
/** To the second or so: metres are not whole. */
function close(given: unknown, wanted = between()): void {
  const apart = (given as string[]).map((one, n) => Date.parse(one) - Date.parse(wanted[n] ?? ""));
  for (const ms of apart) expect(Math.abs(ms)).toBeLessThan(2000);
}

describe("driving past a fence with time for a stop (GEO-3)", () => {
  it("is no visit: it is decided, told and asked about, with both fixes", async () => {
    const results = await drivePast();
    expect(results.at(-1)).toMatchObject({ geofence_event: { event_type: "passed", job_id: job.id } });
    expect(await visits()).toEqual([]);
    const { passed, status, arrived_at } = await read();
    expect([status, arrived_at, passed.length]).toEqual(["assigned", null, 1]);
    expect(passed[0]?.technician_id).toBe(technician.id);
    close(passed[0]?.between);
    expect(await decisions()).toMatchObject([
      {
        id: passed[0]?.decision_id,
        kind: "passed",
        visit_id: null,
        stands: true,
        answer: null,
        explanation: {
          rule: "passed_through",
          evidence: [
            { recorded_at: iso(0), accuracy_meters: 8, speed: 10 },
            { recorded_at: iso(7), accuracy_meters: 8, speed: 10 },
          ],
        },
      },
    ]);
    const log = await logOf(database.owner, tenant.id);
    expect(log.find((row) => row.type === "geofence_event")?.payload).toMatchObject({
      event_type: "passed",
      decision_id: passed[0]?.decision_id,
      visit_id: null,
      passed_between: passed[0]?.between,
      explanation: { sentence: expect.stringContaining("3 min that nothing explains") },
    });
    const told = log.findLast((row) => row.type === "job_status");
    expect(told?.payload).toMatchObject({ change: "visit", job: { passed } });
  });

  it("is asked about once and told once, however often the day is folded", async () => {
    await drivePast();
    const before = [await read(), await logOf(database.owner, tenant.id)];
    await fold();
    await fold();
    expect([await read(), await logOf(database.owner, tenant.id)]).toEqual(before);
  });

  it("is asked about in a day that comes late, too", async () => {
    await send([20, 3000]);
    await send([7, 1000], [0, -1000]);
    expect((await read()).passed).toHaveLength(1);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["passed"]);
  });

  it("is withdrawn, and no longer asked about, when a fix that comes late shows a visit", async () => {
    await drivePast();
    const decision = await asked();
    await send([3.5, 0, 0]);
    expect((await read()).passed).toEqual([]);
    expect((await decisions()).find(({ id }) => id === decision)).toMatchObject({ stands: false });
    expect(await visits()).toMatchObject([{ arrived_at: iso(3.5), opened_by: "fence" }]);
    const answer = await say("confirm", decision);
    expect([answer.status, answer.json.current]).toMatchObject([409, { id: job.id, passed: [] }]);
  });
});

describe("an answer to a drive-past", () => {
  it.each([
    ["the dispatcher", () => dispatcher],
    ["the technician", () => phone],
  ])("yes, by %s, books a visit between the moments that are known, and moves no job", async (_name, who) => {
    await drivePast();
    const decision = await asked();
    const answer = await say("confirm", decision, who());
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ status: "assigned", passed: [], on_site: false });
    for (const _ of ["at once", "folded again"]) {
      const [visit, ...more] = await visits();
      expect(more).toEqual([]);
      expect(visit).toMatchObject({ opened_by: "confirmed", close_reason: "check_out", seconds: 186 });
      expect(visit).not.toHaveProperty("changed_from");
      close([visit?.arrived_at, visit?.departed_at]);
      close(visit?.arrived_between, [iso(0), between()[0] ?? ""]);
      close(visit?.departed_between);
      await fold();
    }
    expect(await read()).toMatchObject({ passed: [], status: "assigned" });
    close([(await read()).arrived_at, (await read()).departed_at]);
    expect(await decisions()).toMatchObject([
      { id: decision, stands: true, answer: { said: "confirmed", by: expect.stringContaining(" of acme") } },
    ]);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["passed"]);
    const told = (await logOf(database.owner, tenant.id)).findLast((row) => row.type === "job_status");
    expect(told?.payload).toMatchObject({ change: "passed_confirmed", actor: "user", job: { passed: [] } });
  });

  it("no, leaves nothing to be asked, whatever comes late between the two fixes", async () => {
    await drivePast();
    const decision = await asked();
    expect((await say("dismiss", decision)).json).toMatchObject({ passed: [], arrived_at: null });
    await fold();
    await send([1, -800]);
    expect((await read()).passed).toEqual([]);
    expect(await visits()).toEqual([]);
    expect((await decisions()).filter(({ stands }) => stands)).toMatchObject([
      { id: decision, answer: { said: "dismissed" } },
    ]);
    await send([14, 1100], [21, -1000]);
    expect((await read()).passed).toHaveLength(1);
  });

  it("yes, stays when fixes that come late show that he came and left earlier or later", async () => {
    await drivePast();
    await say("confirm", await asked());
    await send([3, 20, 0], [4, 30, 0]);
    expect(await visits()).toMatchObject([{ opened_by: "confirmed" }]);
    close([(await visits())[0]?.arrived_at, (await visits())[0]?.departed_at]);
  });

  it("is taken once: of two people at the same time one gets the job as it is", async () => {
    await drivePast();
    const decision = await asked();
    const answers = await Promise.all([say("confirm", decision), say("dismiss", decision, phone)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({ current: { passed: [] } });
    expect(await visits()).toHaveLength(answers[0]?.status === 200 ? 1 : 0);
    expect((await say("confirm", decision)).status).toBe(409);
  });

  it.each([1, 2, 3])("and fixes that withdraw it at the same time end in one of both, run %i", async () => {
    await drivePast();
    const decision = await asked();
    const [answer] = await Promise.all([say("confirm", decision), send([3.5, 0, 0], [3.6, 0, 0])]);
    await fold();
    const found = await visits();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ opened_by: answer.status === 200 ? "confirmed" : "fence" });
    expect((await read()).passed).toEqual([]);
    expect([200, 409]).toContain(answer.status);
  });

  it("is refused where somebody has booked a visit of that time by hand", async () => {
    await drivePast();
    const decision = await asked();
    await call(`POST /jobs/${job.id}/check-in`, { cookie: dispatcher.cookie, body: { at: iso(3) } });
    expect((await say("confirm", decision)).status).toBe(409);
    expect(await visits()).toHaveLength(1);
  });

  it("is the office's when the job has gone to somebody else, whose times it does not touch", async () => {
    await drivePast();
    const decision = await asked();
    const other = await makeTechnician(tenant, "Ben Eze");
    const stranger = await makeUser(tenant, "technician", { technicianId: other.id });
    await call(`POST /jobs/${job.id}/assign/${other.id}`, { cookie: dispatcher.cookie, body: {} });
    for (const who of [stranger, phone]) expect((await say("confirm", decision, who)).status).toBe(404);
    const shown = await call(`GET /jobs/${job.id}`, { cookie: stranger.cookie });
    expect(shown.json.passed).toEqual([]);
    expect((await say("confirm", decision)).status).toBe(200);
    await fold();
    expect(await read()).toMatchObject({ arrived_at: null, departed_at: null, technician_id: other.id });
    expect(await visits()).toHaveLength(1);
  });

  it("reaches nothing of another company, nor another job's question", async () => {
    await drivePast();
    const decision = await asked();
    const elsewhere = await makeTenant("other");
    const theirs = await makeUser(elsewhere, "admin");
    const own = await jobOf(theirs, await makeTechnician(elsewhere));
    const second = await jobOf(dispatcher, await makeTechnician(tenant));
    for (const [who, of] of [
      [theirs, job],
      [theirs, own],
      [dispatcher, second],
    ] as const)
      expect((await say("confirm", decision, who, of)).status).toBe(404);
    expect(await asked()).toBe(decision);
    expect((await ledgerOf(database.owner, technician.id)).visits).toEqual([]);
  });
});
