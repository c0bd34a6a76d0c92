import postgres from "postgres";
import { beforeEach, describe, expect, it } from "vitest";
import { appUrl } from "@/lib/db/app-login";
import { createJob } from "@/lib/jobs/commands/create-job";
import { newJob } from "@/lib/jobs/schema";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { writeBatch } from "@/lib/tracking/commands/write-batch";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { ledgerOf, toldEvents } from "../support/ledger";
import { until } from "../support/until";

const database = freshDatabase();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
});

const key = () => ({ tenantId: tenant.id, technicianId: technician.id });
const job = (at: number, more: object = {}) =>
  createJob(
    dispatcher.identity,
    newJob.parse({ title: "x", ...PLACE, technician_id: technician.id, ...more }),
    new Date(at),
  );
const fix = (at: number, meters: number) =>
  writeBatch([submission(tenant, technician.id, [incoming(at, eastOfSite(meters))])]);
const visits = async () => (await ledgerOf(database.owner, technician.id)).visits;
const post = (path: string, body: object = {}) => call(`POST ${path}`, { cookie: dispatcher.cookie, body });

async function finishedThen(jobId: string, at: number): Promise<void> {
  await database.owner`update job_assignments set until_at = ${new Date(at)} where job_id = ${jobId}`;
  await database.owner`update jobs set status = 'completed', finished_at = ${new Date(at)} where id = ${jobId}`;
}

describe("a day folded again leaves alone what it cannot know", () => {
  it("a visit of five days ago survives days off and a change today", async () => {
    const then = Date.now() - 5 * DAY;
    const done = await job(then - MINUTE, {
      window_start: new Date(then).toISOString(),
      window_end: new Date(then + HOUR).toISOString(),
    });
    await fix(then, 800);
    await fix(then + MINUTE, 10);
    await fix(then + 30 * MINUTE, 800);
    await finishedThen(done.id, then + 40 * MINUTE);
    const before = await visits();
    expect(before).toHaveLength(1);
    await rebuildVisits(key(), Date.now() - 5 * MINUTE);
    expect(await visits()).toEqual(before);
  });

  it("a visit by hand of ten days ago survives the first late fix ever", async () => {
    const now = Date.now();
    const then = now - 10 * DAY;
    const done = await job(then - MINUTE, { window_start: new Date(then).toISOString() });
    await database.owner`
      insert into visits (tenant_id, id, technician_id, job_id, arrived_at, departed_at, opened_by, close_reason)
      values (${tenant.id}, gen_random_uuid(), ${technician.id}, ${done.id}, ${new Date(then)}, ${new Date(then + HOUR)},
              'check_in', 'check_out')`;
    await finishedThen(done.id, then + 2 * HOUR);
    await fix(now - 10 * MINUTE, 800);
    const before = await visits();
    await recordFixes(submission(tenant, technician.id, [incoming(now - 20 * MINUTE, eastOfSite(900))]));
    expect(before).toHaveLength(1);
    expect(await visits()).toEqual(before);
  });

  it("a return within the cooldown to a completed job comes out as it did live", async () => {
    const start = Date.now() - HOUR;
    const done = await job(start - MINUTE, { window_start: new Date(start).toISOString() });
    await fix(start, 800);
    await fix(start + MINUTE, 10);
    await database.owner`update jobs set status = 'running', started_at = ${new Date(start + MINUTE)} where id = ${done.id}`;
    const completed = await post(`/jobs/${done.id}/complete`, {
      at: new Date(start + 10 * MINUTE).toISOString(),
    });
    expect(completed.status).toBe(200);
    for (const [minutes, meters] of [
      [15, 800],
      [18, 10],
      [30, 800],
    ] as const) {
      await fix(start + minutes * MINUTE, meters);
    }
    const live = await visits();
    expect(live).toHaveLength(1);
    await rebuildVisits(key(), start);
    expect(await visits()).toEqual(live);
  });

  it("a check-in before the first fix ever ends when he drives far away", async () => {
    const now = Date.now();
    const work = await job(now - HOUR);
    expect(
      (await post(`/jobs/${work.id}/check-in`, { at: new Date(now - 30 * MINUTE).toISOString() })).status,
    ).toBe(200);
    await rebuildVisits(key(), now - 30 * MINUTE);
    for (const [minutes, meters] of [
      [20, 30_000],
      [15, 31_000],
      [10, 32_000],
    ] as const) {
      await fix(now - minutes * MINUTE, meters);
    }
    const [visit] = await database.owner`select departed_at from visits where job_id = ${work.id}`;
    expect(visit?.departed_at).not.toBeNull();
  });

  it("a cancel between plan and effect of a rebuild stands, and nothing false is told", async () => {
    const now = Date.now();
    const work = await job(now - 40 * MINUTE, { window_start: new Date(now - 40 * MINUTE).toISOString() });
    await fix(now - 30 * MINUTE, 800);
    await fix(now - 10 * MINUTE, 10);
    await database.owner`
      update tracking_states set rebuild_from = ${new Date(now - 20 * MINUTE)} where technician_id = ${technician.id}`;
    const holder = await database.owner.reserve();
    await holder`begin`;
    await holder`select 1 from tracking_states where technician_id = ${technician.id} for update`;
    const rebuilt = rebuildVisits(key());
    await until("the rebuild waits for the row", async () => {
      const [waiting] = await database.owner`
        select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%tracking_states%'`;
      return waiting?.n > 0;
    });
    expect((await post(`/jobs/${work.id}/cancel`)).status).toBe(200);
    const told = await toldEvents(database.owner, tenant.id);
    await holder`commit`;
    holder.release();
    await rebuilt;
    const [visit] =
      await database.owner`select departed_at, close_reason from visits where job_id = ${work.id}`;
    expect(visit).toMatchObject({ close_reason: "job_cancelled" });
    expect(visit?.departed_at).not.toBeNull();
    expect(await toldEvents(database.owner, tenant.id)).toEqual(told);
  });
});

describe("one phone's backlog", () => {
  it("does not hold up another technician's live fix", async () => {
    const other = await makeTechnician(tenant, "Live One");
    const now = Date.now();
    for (let i = 0; i < 3; i += 1)
      await job(now - 3 * HOUR, { window_start: new Date(now - 2 * HOUR).toISOString() });
    const crossing = Array.from({ length: 300 }, (_, i) =>
      incoming(now - 2 * HOUR + i * 20_000, eastOfSite(i % 2 === 0 ? 5 : 900)),
    );
    let backlogDone = false;
    const backlog = recordFixes(submission(tenant, technician.id, crossing)).then(() => {
      backlogDone = true;
    });
    await recordFixes(submission(tenant, other.id, [incoming(now, eastOfSite(500))]));
    expect(backlogDone).toBe(false);
    await backlog;
  });
});

describe("borders", () => {
  it("a token that may only push fixes reads no picture", async () => {
    await job(Date.now(), { customer_phone: "+234 secret" });
    const token = await makeToken(tenant, ["locations:write"], technician.id);
    expect((await call("GET /jobs", { token })).status).toBe(403);
    expect((await call("GET /live/snapshot", { token })).status).toBe(403);
  });

  it("0/0 without an accuracy is refused, and the real track is not held back by it", async () => {
    const token = await makeToken(tenant, ["*"]);
    const send = (latitude: number, longitude: number) =>
      call(`POST /technicians/${technician.id}/location`, { token, body: { latitude, longitude } });
    expect(await send(0, 0)).toMatchObject({ status: 422, json: { code: "impossible" } });
    expect(await send(6.5, 3.37)).toMatchObject({ status: 201, json: { verdict: "good" } });
  });

  it("a planted temporary table is not what the look-up functions read", async () => {
    // The test's database is a clone, and privileges of a database are not cloned: here temporary tables are allowed.
    const app = postgres(appUrl(database.url), { max: 1, onnotice: () => undefined });
    const id = "11111111-1111-4111-8111-111111111111";
    await app`create temp table api_tokens (tenant_id uuid, id uuid, role text, scopes text[], technician_id uuid, hash text,
      revoked_at timestamptz, expires_at timestamptz)`;
    await app`insert into pg_temp.api_tokens values (${tenant.id}, ${id}, 'admin', '{*}', null, 'planted', null, null)`;
    await app`grant select on pg_temp.api_tokens to public`;
    expect(await app`select * from lookup_token('planted')`).toHaveLength(0);
    await app.end();
  });

  it("an owner that is no superuser can bring a database up to date", async () => {
    const name = `owned_${Date.now()}`;
    await database.owner.unsafe(`create role ${name} login createrole password 'own'`);
    await database.owner.unsafe(`create database ${name} owner ${name}`);
    const url = new URL(database.url);
    url.username = name;
    url.password = "own";
    url.pathname = `/${name}`;
    const { migrateDatabase } = await import("@/lib/db/migrate");
    await database.owner.unsafe(`grant truckroll_app, truckroll_lookup to ${name} with admin option`);
    await migrateDatabase(url.toString(), "drizzle/migrations");
    const owned = postgres(url.toString(), { max: 1 });
    const [row] = await owned`select count(*)::int as n from lookup_tenant_ids()`;
    expect(row?.n).toBe(0);
    await owned.end();
  });
});
