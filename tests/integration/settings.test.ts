import { beforeEach, describe, expect, it } from "vitest";
import type { FixResultWire } from "@/lib/realtime/protocol";
import type { SettingsWire } from "@/lib/tenants/settings-wire";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { until } from "../support/until";

const database = freshDatabase();
let tenant: TestTenant;
let admin: TestUser;
let dispatcher: TestUser;

beforeEach(async () => {
  tenant = await makeTenant();
  admin = await makeUser(tenant, "admin");
  dispatcher = await makeUser(tenant, "dispatcher");
});

const NORTH = 1 / 111_195;
const DAY_MS = 86_400_000;

async function settings(): Promise<SettingsWire> {
  const answer = await call("GET /settings", { cookie: dispatcher.cookie });
  expect(answer.status).toBe(200);
  return answer.json as unknown as SettingsWire;
}

async function change(body: object, cookie = admin.cookie) {
  const { version } = await settings();
  return call("PATCH /settings", { cookie, body: { version, ...body } });
}

async function fixAt(technicianId: string, meters: number): Promise<FixResultWire> {
  const answer = await call(`POST /technicians/${technicianId}/location`, {
    cookie: dispatcher.cookie,
    body: { latitude: PLACE.latitude + meters * NORTH, longitude: PLACE.longitude, accuracy: 5 },
  });
  expect(answer.status).toBe(201);
  return answer.json as unknown as FixResultWire;
}

const insertFix = (technicianId: string, daysAgo: number) => database.owner`
  insert into fixes (tenant_id, technician_id, recorded_at, lat, lng, id, received_at, source, verdict)
  values (${tenant.id}, ${technicianId}, ${new Date(Date.now() - daysAgo * DAY_MS)}, 6.5, 3.4, gen_random_uuid(), now(), 'api', 'good')`;

describe("settings", () => {
  it("are read by the office, changed by administrators, and by nobody else", async () => {
    expect(await settings()).toEqual({
      name: "acme",
      time_zone: "Africa/Lagos",
      arrival_radius_meters: 100,
      approach_radius_meters: 500,
      cooldown_seconds: 300,
      expected_together: 1,
      fix_retention_days: 60,
      tracking_hours: null,
      start_mode: "automatic",
      start_modes_by_type: {},
      version: 1,
      warnings: [],
    });
    const person = await makeTechnician(tenant);
    const technician = await makeUser(tenant, "technician", { technicianId: person.id });
    const platform = await makeUser(tenant, "platform_admin");
    expect((await call("GET /settings", { cookie: technician.cookie })).status).toBe(403);
    expect((await call("GET /settings", { cookie: platform.cookie })).status).toBe(200);
    for (const user of [dispatcher, technician, platform, await makeUser(tenant, "supervisor")]) {
      expect((await change({ name: "Theirs" }, user.cookie)).status).toBe(403);
    }
    const reader = await makeToken(tenant, ["read"]);
    expect((await call("GET /settings", { token: reader })).status).toBe(200);
    expect((await call("PATCH /settings", { token: reader, body: { version: 1, name: "No" } })).status).toBe(
      403,
    );
    expect((await settings()).name).toBe("acme");
  });

  it("of one company are not those of another", async () => {
    const stranger = await makeUser(await makeTenant("other"), "admin");
    const body = { version: 1, name: "Mine" };
    expect((await call("PATCH /settings", { cookie: stranger.cookie, body })).json).toMatchObject({
      name: "Mine",
    });
    expect((await settings()).name).toBe("acme");
  });

  it("change together, are logged once with who did it, and nothing is logged when nothing changes", async () => {
    const answer = await change({
      arrival_radius_meters: 120,
      cooldown_seconds: 60,
      time_zone: "Africa/Lagos",
    });
    expect(answer.json).toMatchObject({ arrival_radius_meters: 120, cooldown_seconds: 60, version: 2 });
    expect((await change({ cooldown_seconds: 60 })).json).toMatchObject({ version: 2 });
    const log = await call("GET /events?types=settings_changed", { cookie: dispatcher.cookie });
    expect(log.json.events).toMatchObject([
      {
        type: "settings_changed",
        data: {
          by: { kind: "user", id: admin.id, name: `admin of ${tenant.slug}` },
          changes: [
            { field: "arrival_radius_meters", from: 100, to: 120 },
            { field: "cooldown_seconds", from: 300, to: 60 },
          ],
        },
      },
    ]);
  });

  it("name the machine that changed them", async () => {
    const token = await makeToken(tenant, ["settings:write"]);
    await call("PATCH /settings", { token, body: { version: 1, name: "By script" } });
    const log = await call("GET /events?types=settings_changed", { cookie: admin.cookie });
    expect(log.json.events).toMatchObject([{ data: { by: { kind: "token", name: "test" } } }]);
  });

  it("are not overwritten by somebody who has not seen the last change", async () => {
    await change({ arrival_radius_meters: 120 });
    const late = await call("PATCH /settings", {
      cookie: admin.cookie,
      body: { version: 1, arrival_radius_meters: 90 },
    });
    expect(late.status).toBe(409);
    expect(late.json).toMatchObject({
      code: "conflict",
      field: "version",
      current: { arrival_radius_meters: 120, version: 2 },
    });
    expect((await settings()).arrival_radius_meters).toBe(120);
  });

  it("changed by many at once end as one of them wanted, and all the others are told", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        call("PATCH /settings", {
          cookie: admin.cookie,
          body: { version: 1, arrival_radius_meters: 101 + i },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const won = answers.find(({ status }) => status === 200);
    expect(await settings()).toMatchObject({
      arrival_radius_meters: won?.json.arrival_radius_meters,
      version: 2,
    });
  });

  it.each([
    [{}, 400, undefined],
    [{ arrival_radius: 100 }, 400, "arrival_radius"],
    [{ slug: "x" }, 400, "slug"],
    [{ arrival_radius_meters: "100" }, 400, "arrival_radius_meters"],
    [{ arrival_radius_meters: 19 }, 422, "arrival_radius_meters"],
    [{ arrival_radius_meters: 5001 }, 422, "arrival_radius_meters"],
    [{ arrival_radius_meters: 501 }, 422, "approach_radius_meters"],
    [{ approach_radius_meters: 99 }, 422, "approach_radius_meters"],
    [{ cooldown_seconds: -1 }, 422, "cooldown_seconds"],
    [{ fix_retention_days: 2 }, 422, "fix_retention_days"],
    [{ time_zone: "Mars/Olympus" }, 422, "time_zone"],
    [{ name: "  " }, 422, "name"],
    [{ name: null }, 400, "name"],
  ])("refuse %j with %i and say where", async (body, status, field) => {
    const answer = await change(body);
    expect([answer.status, answer.json.field]).toEqual([status, field]);
    expect((await settings()).version).toBe(1);
  });

  it("ask for the version that was seen", async () => {
    const answer = await call("PATCH /settings", { cookie: admin.cookie, body: { name: "Blind" } });
    expect([answer.status, answer.json.field]).toEqual([400, "version"]);
  });

  it("allow a fence under 50 m and warn about it", async () => {
    const answer = await change({ arrival_radius_meters: 30 });
    expect(answer.status).toBe(200);
    expect(answer.json.warnings).toMatchObject([{ field: "arrival_radius_meters", code: "small_fence" }]);
    expect((await settings()).warnings).toHaveLength(1);
  });
});

describe("tracking hours and start modes (LOC-12, GEO-2)", () => {
  it("are saved as they are sent, and empty hours are none", async () => {
    const hours = [{ days: ["mon", "fri"], from: "22:00", to: "06:00" }];
    const saved = await change({
      tracking_hours: hours,
      start_mode: "ask",
      start_modes_by_type: { repair: "off" },
    });
    expect(saved.json).toMatchObject({
      tracking_hours: hours,
      start_mode: "ask",
      start_modes_by_type: { repair: "off" },
      version: 2,
    });
    expect((await change({ tracking_hours: [], version: 2 })).json.tracking_hours).toBeNull();
    expect(
      (await change({ tracking_hours: [{ days: [], from: "22:00", to: "06:00" }], version: 3 })).status,
    ).toBe(422);
    expect((await change({ start_mode: "never", version: 3 })).status).toBe(400);
  });
});

describe("a shorter retention", () => {
  it("says what it deletes, and does nothing until that is confirmed", async () => {
    const person = await makeTechnician(tenant);
    for (const days of [1, 29, 31, 45]) await insertFix(person.id, days);
    const asked = await change({ fix_retention_days: 30 });
    expect(asked.status).toBe(409);
    expect(asked.json).toMatchObject({
      field: "fix_retention_days",
      current: { fix_retention_days: 60, deletes: { locations: 2, or_more: false } },
    });
    expect(asked.json.detail).toMatch(/deletes 2 locations from before/);
    expect((await settings()).fix_retention_days).toBe(60);
    const confirmed = await change({ fix_retention_days: 30, confirm_deletion: true });
    expect(confirmed.json).toMatchObject({ fix_retention_days: 30, version: 2 });
  });

  it("that deletes nothing is not asked about, nor is a longer one", async () => {
    const person = await makeTechnician(tenant);
    await insertFix(person.id, 5);
    expect((await change({ fix_retention_days: 30 })).status).toBe(200);
    expect((await change({ fix_retention_days: 90 })).status).toBe(200);
  });
});

describe("the very next fix is judged by the rules that were just set", () => {
  it("a wider fence", async () => {
    const person = await makeTechnician(tenant);
    const job = await makeJob(dispatcher, { technician_id: person.id });
    expect((await fixAt(person.id, 300)).geofence_event).toBeUndefined();
    await change({ arrival_radius_meters: 400 });
    expect((await fixAt(person.id, 299)).geofence_event?.job_id).toBe(job.id);
  });

  it("also of a technician who was added while the rules were being changed", async () => {
    const events: unknown[] = [];
    const arrive = async () => {
      const person = await makeTechnician(tenant);
      await makeJob(dispatcher, { technician_id: person.id });
      events.push((await fixAt(person.id, 300)).geofence_event);
      return person;
    };
    let arriving: ReturnType<typeof arrive> | undefined;
    await database.owner.begin(async (tx) => {
      await tx`update tenants set arrival_radius_meters = 400 where id = ${tenant.id}`;
      let isDone = false;
      arriving = arrive().finally(() => (isDone = true));
      await until("the technician exists, or waits for the change", async () => {
        const [waits] = await database.owner`
          select 1 from pg_stat_activity
          where datname = current_database() and application_name like 'truckroll %' and wait_event_type = 'Lock'`;
        return isDone || waits !== undefined;
      });
    });
    const person = await arriving;
    events.push((await fixAt(person?.id ?? "", 299)).geofence_event);
    expect(events.filter(Boolean)).toHaveLength(1);
  });
});
