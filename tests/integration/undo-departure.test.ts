import { beforeEach, describe, expect, it } from "vitest";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
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
let phone: TestUser;
let technician: TechnicianWire;
let job: JobWire;
/** 13 min ago. */
let start: number;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  phone = await makeUser(tenant, "technician", { technicianId: technician.id });
  start = Date.now() - 13 * MINUTE;
  job = await makeJob(dispatcher, {
    technician_id: technician.id,
    window_start: new Date(start + 60 * MINUTE).toISOString(),
  });
});

const send = (...steps: [minute: number, meters: number][]) =>
  recordFixes(
    submission(
      tenant,
      technician.id,
      steps.map(([minute, meters]) => incoming(start + minute * MINUTE, eastOfSite(meters))),
    ),
  );
/** He came at minute 1 and was seen out at minute 10. */
const visitAndLeave = () => send([0, 900], [1, 10], [9, 10], [10, 200]);
const read = async (): Promise<JobWire> =>
  (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json as unknown as JobWire;
const undo = (body: unknown = {}, who = dispatcher) =>
  call(`POST /jobs/${job.id}/undo`, { cookie: who.cookie, body });
const move = (path: string, body: unknown = {}) =>
  call(`POST /jobs/${job.id}/${path}`, { cookie: dispatcher.cookie, body });
const fold = (from = start) => rebuildVisits({ tenantId: tenant.id, technicianId: technician.id }, from);
const minutes = (epoch: number | null) => (epoch === null ? null : (epoch - start) / MINUTE);
const visits = async () =>
  (await ledgerOf(database.owner, technician.id)).visits.map(([, from, to]) => [
    minutes(from as number),
    minutes(to as number | null),
  ]);
const departures = () =>
  database.owner<{ id: string; job_outcome: string | null; stands: boolean }[]>`
    select id, job_outcome, stands from decisions where technician_id = ${technician.id} and kind = 'departed' order by id`;
const iso = (minute: number) => new Date(start + minute * MINUTE).toISOString();

describe("undoing a departure that the fence marked (GEO-2)", () => {
  it.each([
    ["the dispatcher", () => dispatcher],
    ["the technician", () => phone],
  ])("lets the visit go on as if he had not left, by %s", async (_name, who) => {
    await visitAndLeave();
    expect(await read()).toMatchObject({
      status: "running",
      departed_at: iso(10),
      undo_departure_until: expect.any(String),
      on_site: false,
    });
    const answer = await undo({}, who());
    expect(answer.status).toBe(200);
    const now = {
      status: "running",
      departed_at: null,
      arrived_at: iso(1),
      undo_departure_until: null,
      on_site: true,
    };
    expect(answer.json).toMatchObject(now);
    for (const _ of ["at once", "folded", "folded again"]) {
      expect(await visits()).toEqual([[1, null]]);
      expect(await read()).toMatchObject(now);
      await fold();
    }
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
  });

  it("is told, kept in the history, and said of the decision", async () => {
    await visitAndLeave();
    const [decision] = await departures();
    await undo({ decision_id: decision?.id });
    await fold();
    const told = (await logOf(database.owner, tenant.id)).findLast((row) => row.type === "job_status");
    expect(told?.payload).toMatchObject({
      change: "undo_departure",
      undone: true,
      of: decision?.id,
      actor: "user",
      job: { on_site: true },
    });
    expect(await departures()).toEqual([{ ...decision, job_outcome: "departure_undone" }]);
    const history = (await call(`GET /jobs/${job.id}/history`, { cookie: dispatcher.cookie })).json;
    expect((history.items as unknown as { action: string }[]).map(({ action }) => action)).toContain(
      "undo_departure",
    );
    const decided = (await call(`GET /geofence/decisions?job_id=${job.id}`, { cookie: dispatcher.cookie }))
      .json;
    expect(
      (decided.items as unknown as { kind: string; explanation: { rule: string } }[]).map((d) => [
        d.kind,
        d.explanation.rule,
      ]),
    ).toEqual([
      ["arrived", "surely_inside"],
      ["departed", "surely_outside"],
      ["reopened", "still_here_by_hand"],
    ]);
  });

  it("holds against fixes up to now that come late, and lets the fence see him out anew", async () => {
    await visitAndLeave();
    await undo();
    await fold();
    await send([11, 500]);
    await send([10.5, 400], [9.5, 150]);
    expect(await visits()).toEqual([[1, null]]);
    const later = Date.now() + 5_000;
    await recordFixes(submission(tenant, technician.id, [incoming(later, eastOfSite(300))]));
    expect(await visits()).toEqual([[1, minutes(later)]]);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit", "exit"]);
    expect(await read()).toMatchObject({
      departed_at: new Date(later).toISOString(),
      undo_departure_until: expect.any(String),
    });
    await fold();
    expect(await visits()).toEqual([[1, minutes(later)]]);
  });

  it("comes out the same when the fixes of the day come in another order afterwards", async () => {
    await visitAndLeave();
    await undo();
    await fold();
    await send([12, 600], [11.5, 300], [10.2, 180], [5, 12]);
    const inOrder = [
      await ledgerOf(database.owner, technician.id),
      await standing(database.owner, technician.id),
    ];
    for (const from of [start, start + 10 * MINUTE, start + 12 * MINUTE]) {
      await fold(from);
      expect([
        await ledgerOf(database.owner, technician.id),
        await standing(database.owner, technician.id),
      ]).toEqual(inOrder);
    }
  });

  it("takes back a departure that became known late, while it is recent", async () => {
    await send([0, 900], [1, 10], [12, 600]);
    await send([9, 10], [10, 200]);
    expect(await read()).toMatchObject({ departed_at: iso(10), undo_departure_until: expect.any(String) });
    expect((await undo()).status).toBe(200);
    await fold();
    expect(await visits()).toEqual([[1, null]]);
  });

  it("takes the departure back and not the start, unless the start is named", async () => {
    await visitAndLeave();
    expect((await undo({ change: "start" })).json).toMatchObject({
      status: "assigned",
      departed_at: iso(10),
    });
    expect((await undo({ change: "departure" })).status).toBe(409);
  });

  it("is refused after 10 minutes, for another decision, and once anything has moved", async () => {
    await visitAndLeave();
    const other = "00000000-0000-4000-8000-000000000000";
    expect((await undo({ change: "departure", decision_id: other })).status).toBe(409);
    const [memory] = await database.owner`select fence_departure from jobs where id = ${job.id}`;
    await database.owner`
      update jobs set fence_departure = jsonb_set(fence_departure, '{madeAt}',
        to_jsonb(${new Date(Date.now() - 10 * MINUTE).toISOString()}::text)) where id = ${job.id}`;
    expect((await undo({ change: "departure" })).status).toBe(409);
    await database.owner`update jobs set fence_departure = ${JSON.stringify(memory?.fence_departure)}::text::jsonb where id = ${job.id}`;
    await send([11, 10]);
    const answer = await undo({ change: "departure" });
    expect([answer.status, answer.json.current]).toMatchObject([409, { on_site: true }]);
    await send([12, 300]);
    await move("complete");
    expect((await undo({ change: "departure" })).json).toMatchObject({ current: { status: "completed" } });
  });

  it("is nothing for a check-out by hand, for another technician, or for another company", async () => {
    await send([0, 900], [1, 10]);
    await move("check-out");
    expect((await undo({ change: "departure" })).status).toBe(409);
    const stranger = await makeUser(tenant, "technician", {
      technicianId: (await makeTechnician(tenant)).id,
    });
    const outsider = await makeUser(await makeTenant("other"), "admin");
    for (const who of [stranger, outsider]) expect((await undo({}, who)).status).toBe(404);
  });

  it("is done once when two people undo at the same time", async () => {
    await visitAndLeave();
    const answers = await Promise.all([undo({ change: "departure" }), undo({ change: "departure" }, phone)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await visits()).toEqual([[1, null]]);
  });

  it.each([1, 2, 3])("and a rebuild at the same time leave one open visit, run %i", async () => {
    await visitAndLeave();
    const [answer] = await Promise.all([undo(), send([9.5, 12]), fold(start + 9 * MINUTE)]);
    await fold();
    expect(answer.status).toBe(200);
    expect(await visits()).toEqual([[1, null]]);
    expect(await read()).toMatchObject({ on_site: true, departed_at: null });
  });

  it.each([1, 2, 3])("and completing the job at the same time end in one of both, run %i", async () => {
    await visitAndLeave();
    const [undone, completed] = await Promise.all([undo({ change: "departure" }), move("complete")]);
    expect(completed.status).toBe(200);
    expect([200, 409]).toContain(undone.status);
    expect(await read()).toMatchObject({ status: "completed" });
  });
});
