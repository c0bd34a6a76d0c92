import { beforeEach, describe, expect, it } from "vitest";
import { tenants } from "@/drizzle/schema/tenants";
import { inTenant } from "@/lib/db/transaction";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTechnicianOffShift,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";

const database = freshDatabase();
const MINUTE = 60_000;
/** A whole hour. */
const start = Math.floor(Date.now() / (60 * MINUTE)) * 60 * MINUTE - 120 * MINUTE;
let tenant: TestTenant;
let technician: TechnicianWire;
let own: TestUser;
let dispatcher: TestUser;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  own = await makeUser(tenant, "technician", { technicianId: technician.id });
});

const at = (minutes: number) => start + minutes * MINUTE;
const iso = (minutes: number) => new Date(at(minutes)).toISOString();
const send = (...steps: [number, number][]) =>
  recordFixes(
    submission(
      tenant,
      technician.id,
      steps.map(([minutes, meters]) => incoming(at(minutes), eastOfSite(meters), { accuracyMeters: 8 })),
    ),
  );
const recorded = (who: string, user = own, span = `from=${iso(0)}&to=${iso(120)}`) =>
  call(`GET /technicians/${who}/recorded?${span}`, { cookie: user.cookie });
const exported = (query: string, user = own, who = technician.id) =>
  call(`GET /technicians/${who}/fixes/export?${query}`, { cookie: user.cookie });

describe("what a technician is shown of what is recorded (LOC-12)", () => {
  it("is every hour in which something was kept, and his visits", async () => {
    const job = await makeJob(dispatcher, { technician_id: technician.id, window_start: iso(0) });
    await send([-1, 900], [0, 900], [30, 900], [59, 10], [61, 12], [90, 900], [120, 900]);
    expect((await recorded(technician.id)).json).toEqual({
      tracking: { is_on: true, shift_started_at: technician.shift_started_at, hours: null },
      retention_days: 60,
      sealed_fixes: 0,
      hours: [
        { hour: iso(0), count: 3, first_at: iso(0), last_at: iso(59) },
        { hour: iso(60), count: 2, first_at: iso(61), last_at: iso(90) },
      ],
      visits: [
        {
          id: expect.any(String),
          job_number: job.number,
          job_title: job.title,
          arrived_at: iso(59),
          departed_at: iso(90),
        },
      ],
    });
  });

  it("says whether it goes on now, and why", async () => {
    const other = await makeTechnicianOffShift(tenant);
    const tracking = async () => (await recorded(other.id, dispatcher)).json.tracking;
    expect(await tracking()).toEqual({ is_on: false, shift_started_at: null, hours: null });
    const hours = [
      { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "00:00", to: "24:00" },
    ] as NonNullable<(typeof tenants.$inferInsert)["trackingHours"]>;
    await inTenant(tenant.id, ({ tx }) => tx.update(tenants).set({ trackingHours: hours }));
    expect(await tracking()).toEqual({ is_on: true, shift_started_at: null, hours });
  });

  it("is his own only, and of at most 31 days at once", async () => {
    const other = await makeTechnician(tenant);
    expect((await recorded(other.id)).status).toBe(404);
    expect((await exported("", own, other.id)).status).toBe(404);
    const answer = await recorded(technician.id, own, `from=2026-01-01T00:00:00Z&to=2026-02-02T00:00:00Z`);
    expect([answer.status, answer.json.field]).toEqual([422, "to"]);
  });
});

describe("an export", () => {
  it("is what is stored, fix by fix, whole or of a span, in both formats", async () => {
    await send([1, 900], [2, 600], [3, 600.5], [70, 400]);
    const listed = await call(`GET /technicians/${technician.id}/fixes`, { cookie: own.cookie });
    const items = listed.json.items as unknown as Record<string, string | number | null>[];
    const json = await exported("format=json");
    expect(json.json.fixes).toEqual(items);
    const csv = await exported("format=csv");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [head = "", ...lines] = csv.text.trimEnd().split("\r\n");
    const columns = head.split(",");
    expect(lines.map((line) => line.split(","))).toEqual(
      items.map((item) => columns.map((column) => String(item[column] ?? ""))),
    );
    const first = await exported(`format=json&from=${iso(2)}&to=${iso(70)}`);
    expect(first.json.fixes).toEqual(items.slice(1, 3));
  });

  it("comes page by page, each fix once, also where pages are cut between fixes of one moment", async () => {
    await database.owner`
      insert into fixes (tenant_id, technician_id, recorded_at, lat, lng, id, received_at, source, verdict)
      select ${tenant.id}, ${technician.id}, to_timestamp(${start / 1000}) + (n / 3) * interval '1 second', 6 + n % 3, 3,
        gen_random_uuid(), now(), 'api', 'good'
      from generate_series(0, 4999) n`;
    const fixes = (await exported("format=json")).json.fixes as unknown as { id: string }[];
    expect([fixes.length, new Set(fixes.map(({ id }) => id)).size]).toEqual([5000, 5000]);
  });

  it("of somebody of whom nothing is kept is empty, not an error", async () => {
    expect((await exported("format=json")).json).toEqual({ fixes: [] });
    expect((await exported("")).text.split("\r\n")).toHaveLength(2);
    expect((await exported("format=xml")).status).toBe(400);
  });
});
