import postgres from "postgres";
import { beforeAll, describe, expect, it } from "vitest";
import { appLogin, appUrl } from "@/lib/db/app-login";
import { closePools } from "@/lib/db/client";
import { inTenant, readTenant } from "@/lib/db/transaction";
import { newId } from "@/lib/id";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { technicianWires } from "@/lib/technicians/queries";
import { borderAttempts } from "../support/border-attempts";
import { type Answer, type CallOptions, call, routeFolders } from "../support/call";
import { freshDatabase, usePool } from "../support/database";
import { fingerprint, tenantTables } from "../support/fingerprint";
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

const database = freshDatabase();

interface Company {
  readonly tenant: TestTenant;
  readonly admin: TestUser;
  readonly technician: TechnicianWire;
  readonly job: JobWire;
  readonly tokenId: string;
  readonly deviceId: string;
  readonly tripId: string;
}

let a: Company;
let b: Company;
let callers: [string, CallOptions][];

async function makeCompany(name: string): Promise<Company> {
  const tenant = await makeTenant(name);
  const admin = await makeUser(tenant, "admin");
  const technician = await makeTechnician(tenant, `Technician of ${name}`);
  const job = await makeJob(admin, { technician_id: technician.id, title: `Secret of ${name}` });
  await call(`POST /technicians/${technician.id}/shift/start`, { cookie: admin.cookie });
  await call(`POST /jobs/${job.id}/check-in`, { cookie: admin.cookie, body: PLACE });
  const token = await call("POST /api-tokens", {
    cookie: admin.cookie,
    body: { label: "mine", scopes: ["*"] },
  });
  const device = await call(`POST /technicians/${technician.id}/devices`, {
    cookie: admin.cookie,
    body: { app: "traccar", label: `Phone of ${name}` },
  });
  const tripId = newId();
  await database.owner`
    insert into trips (tenant_id, id, technician_id, started_at, ended_at, status, start_lat, start_lng)
    values (${tenant.id}, ${tripId}, ${technician.id}, now() - interval '1 hour', now(), 'completed', 6.5, 3.4)`;
  return {
    tenant,
    admin,
    technician,
    job,
    tokenId: String(token.json.id),
    deviceId: String(device.json.device_id),
    tripId,
  };
}

beforeAll(async () => {
  a = await makeCompany("aaa");
  b = await makeCompany("bbb");
  const own = await makeUser(a.tenant, "technician", { technicianId: a.technician.id });
  callers = [
    ["an admin's session", { cookie: a.admin.cookie }],
    ["a dispatcher's session", { cookie: (await makeUser(a.tenant, "dispatcher")).cookie }],
    ["a supervisor's session", { cookie: (await makeUser(a.tenant, "supervisor")).cookie }],
    ["a platform admin's session", { cookie: (await makeUser(a.tenant, "platform_admin")).cookie }],
    ["a technician's session", { cookie: own.cookie }],
    ["a token with all scopes", { token: await makeToken(a.tenant, ["*"]) }],
    ["a technician's token", { token: await makeToken(a.tenant, ["*"], a.technician.id) }],
  ];
});

const tenantless = ["[...path]", "auth/[...nextauth]", "demo-accounts", "health", "ready"];

const fill = (target: string) =>
  target
    .replace("{t}", b.technician.id)
    .replace("{j}", b.job.id)
    .replace("{k}", b.tokenId)
    .replace("{d}", b.deviceId)
    .replace("{trip}", b.tripId)
    .replace("{u}", b.admin.id)
    .replace("{own}", a.technician.id)
    .replace("{mine}", a.job.id);

function expectNothingOf(company: Company, answer: Answer): void {
  const text = JSON.stringify(answer.json);
  for (const secret of [
    company.tenant.id,
    company.technician.id,
    company.technician.full_name,
    company.job.title,
  ]) {
    expect(text).not.toContain(secret);
  }
}

describe("across the border of a company", () => {
  it("every route of the API is tried below", () => {
    expect([...routeFolders].sort()).toEqual([...Object.keys(borderAttempts), ...tenantless].sort());
  });

  it("no route reads or writes anything, whoever calls it", async () => {
    const before = [
      await fingerprint(database.owner, a.tenant.id),
      await fingerprint(database.owner, b.tenant.id),
    ];
    for (const [caller, credentials] of callers) {
      for (const { crossing = [], list = [] } of Object.values(borderAttempts)) {
        for (const [target, body] of crossing) {
          const filled = body === undefined ? undefined : JSON.parse(fill(JSON.stringify(body)));
          const answer = await call(fill(target), { ...credentials, body: filled });
          expect([403, 404], `${caller}: ${target} answered ${answer.status}`).toContain(answer.status);
          expect(answer.headers.get("content-type")).toBe("application/problem+json");
          expectNothingOf(b, answer);
        }
        for (const target of list) {
          const answer = await call(target, credentials);
          expect([200, 403], `${caller}: ${target} answered ${answer.status}`).toContain(answer.status);
          expectNothingOf(b, answer);
        }
      }
    }
    expect([
      await fingerprint(database.owner, a.tenant.id),
      await fingerprint(database.owner, b.tenant.id),
    ]).toEqual(before);
  });

  it("no body can link a thing of one company to the other", async () => {
    const before = [
      await fingerprint(database.owner, a.tenant.id),
      await fingerprint(database.owner, b.tenant.id),
    ];
    const { cookie } = a.admin;
    const bodies: [string, unknown][] = [
      ["POST /jobs", { title: "Theirs", ...PLACE, technician_id: b.technician.id }],
      ["POST /api-tokens", { label: "theirs", scopes: ["*"], technician_id: b.technician.id }],
    ];
    for (const [target, body] of bodies) {
      const answer = await call(target, { cookie, body });
      expect([answer.status, answer.json.field]).toEqual([422, "technician_id"]);
    }
    const after = [
      await fingerprint(database.owner, a.tenant.id),
      await fingerprint(database.owner, b.tenant.id),
    ];
    expect(after).toEqual(before);
  });

  it("the database itself refuses such a link, even with both companies in scope", async () => {
    await expect(
      database.owner`update jobs set technician_id = ${b.technician.id} where id = ${a.job.id}`,
    ).rejects.toMatchObject({ code: "23503" });
  });
});

describe("the app's database role", () => {
  it("sees and changes no row of any table while no company is named", async () => {
    const sql = postgres(appUrl(database.url), { max: 1, onnotice: () => {} });
    try {
      const tables = [...(await tenantTables(database.owner)), "tenants"];
      expect(tables.length).toBeGreaterThan(15);
      // After a transaction with a company the setting reads as '' and not as NULL: both have to mean nobody.
      await sql.begin(async (tx) => tx`select set_config('app.tenant_ids', ${`{${a.tenant.id}}`}, true)`);
      for (const table of tables) {
        const rows = await sql`select * from ${sql(table)}`;
        expect([table, rows.length]).toEqual([table, 0]);
      }
      const changed = await sql`update jobs set title = 'x'`;
      expect(changed.count).toBe(0);
      await expect(
        sql`insert into sites (tenant_id, id, lat, lng) values (${a.tenant.id}, gen_random_uuid(), 0, 0)`,
      ).rejects.toMatchObject({ code: "42501" });
      for (const trick of [
        "set row_security = off",
        "set role truckroll_lookup",
        "alter table jobs disable row level security",
      ]) {
        await expect(
          sql
            .unsafe(trick)
            .then(() => sql`select * from jobs`)
            .then((rows) => {
              if (rows.length === 0) throw new Error("nothing seen");
            }),
        ).rejects.toThrow();
      }
    } finally {
      await sql.end();
    }
  });

  it("owns nothing, cannot bypass policies, and every table of a company forces them", async () => {
    const login = appLogin(database.url).role;
    const roles = await database.owner`
      select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles
      where rolname in ('truckroll_app', ${login}) order by rolcanlogin`;
    const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(roles).toEqual([
      { rolcanlogin: false, ...nothing },
      { rolcanlogin: true, ...nothing },
    ]);
    const owned = await database.owner`
      select relname from pg_class
      where relowner in ('truckroll_app'::regrole, ${login}::regrole) and relnamespace = 'public'::regnamespace`;
    expect(owned).toHaveLength(0);
    const forced = await database.owner<{ relname: string }[]>`
      select relname from pg_class where relrowsecurity and relforcerowsecurity and relnamespace = 'public'::regnamespace`;
    const names = new Set(forced.map((row) => row.relname));
    for (const table of [...(await tenantTables(database.owner)), "tenants"]) expect(names).toContain(table);
  });
});

describe("units of work of two companies", () => {
  async function expectOwnRowsOnly(rounds: number): Promise<void> {
    const results = await Promise.all(
      Array.from({ length: rounds }, async (_, i) => {
        const [own, other] = i % 2 === 0 ? [a, b] : [b, a];
        // A unit that fails half-way must not leave its company behind on the connection.
        if (i % 7 === 0) {
          await inTenant(own.tenant.id, async () => Promise.reject(new Error("given up"))).catch(
            () => undefined,
          );
        }
        const wires = await readTenant(own.tenant.id, (tx) => technicianWires(tx, own.tenant.id));
        const foreign = await readTenant(own.tenant.id, (tx) => technicianWires(tx, other.tenant.id));
        return { seen: [...wires.keys()], own: own.technician.id, foreign: foreign.size };
      }),
    );
    for (const { seen, own, foreign } of results) {
      expect(seen).toEqual([own]);
      expect(foreign).toBe(0);
    }
  }

  it("see their own rows only when they crowd the pool", async () => {
    await expectOwnRowsOnly(60);
  });

  it("see their own rows only when they take turns on one connection", async () => {
    const one = await usePool(database.url, 1);
    await expectOwnRowsOnly(60);
    expect(await one`select * from jobs`).toHaveLength(0);
    await closePools();
  });
});
