import { describe, expect, it } from "vitest";
import type { JobWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { makeJob, makeTechnician, makeTenant, makeToken, makeUser, PLACE } from "../support/fixtures";

const database = freshDatabase();
const job = { title: "Fibre", ...PLACE };

describe("an API token", () => {
  it("is shown once, kept as a hash, works without Origin, and ends when it is revoked or expires", async () => {
    const tenant = await makeTenant();
    const admin = await makeUser(tenant, "admin");
    const made = await call("POST /api-tokens", {
      cookie: admin.cookie,
      body: { label: "ERP", scopes: ["*"] },
    });
    expect(made.status).toBe(201);
    const token = String(made.json.token);
    expect(token).toMatch(/^trk_[\w-]{43}$/);
    const listed = await call("GET /api-tokens", { cookie: admin.cookie });
    expect(listed.json.items).toEqual([
      expect.objectContaining({ label: "ERP", role: "admin", scopes: ["*"] }),
    ]);
    expect(JSON.stringify(listed.json)).not.toContain(token.slice(4));
    const [row] = await database.owner`select * from api_tokens where tenant_id = ${tenant.id}`;
    expect(JSON.stringify(row)).not.toContain(token.slice(4));
    expect(
      (await call("POST /jobs", { token, body: job, headers: { origin: "https://erp.test" } })).status,
    ).toBe(201);
    expect((await call(`DELETE /api-tokens/${made.json.id}`, { cookie: admin.cookie })).status).toBe(204);
    expect((await call(`DELETE /api-tokens/${made.json.id}`, { cookie: admin.cookie })).status).toBe(404);
    // A cookie does not stand in for a token that has ended.
    const refused = await call("GET /jobs", { token, cookie: admin.cookie });
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    const short = await makeToken(tenant, ["*"]);
    await database.owner`update api_tokens set expires_at = now() - interval '1 s' where revoked_at is null`;
    expect((await call("GET /jobs", { token: short })).status).toBe(401);
  });

  it("does what its scopes say and nothing else, and never makes tokens", async () => {
    const tenant = await makeTenant();
    const technician = await makeTechnician(tenant);
    const may = async (scopes: string[], target: string, body?: unknown) =>
      (await call(target, { token: await makeToken(tenant, scopes), body })).status;
    expect(await may(["read"], "GET /jobs")).toBe(200);
    expect(await may(["read"], "POST /jobs", job)).toBe(403);
    expect(await may(["write"], "GET /jobs")).toBe(403);
    expect(await may(["write"], "POST /jobs", job)).toBe(201);
    expect(await may(["jobs:read"], "GET /jobs")).toBe(200);
    expect(await may(["jobs:read"], "GET /technicians")).toBe(403);
    expect(await may(["jobs:read"], "GET /events")).toBe(403);
    expect(await may(["shifts:write"], `POST /technicians/${technician.id}/shift/start`)).toBe(200);
    expect(await may([], "GET /jobs")).toBe(403);
    for (const scopes of [["*"], ["tokens:manage"], ["write"]]) {
      expect(await may(scopes, "POST /api-tokens", { label: "x", scopes: ["*"] })).toBe(403);
      expect(await may(scopes, "GET /api-tokens")).toBe(403);
    }
  });

  it("of a technician reaches his own rows and nobody else's", async () => {
    const tenant = await makeTenant();
    const dispatcher = await makeUser(tenant, "dispatcher");
    const [own, other] = [await makeTechnician(tenant, "Own"), await makeTechnician(tenant, "Other")];
    const token = await makeToken(tenant, ["*"], own.id);
    const mine = await makeJob(dispatcher, { technician_id: own.id });
    const theirs = await makeJob(dispatcher, { technician_id: other.id });
    const free = await makeJob(dispatcher);
    const status = async (target: string, body?: unknown) => (await call(target, { token, body })).status;
    expect(
      ((await call("GET /jobs", { token })).json.items as unknown as JobWire[]).map((j) => j.id),
    ).toEqual([mine.id]);
    expect((await call("GET /technicians", { token })).json.items).toEqual([
      expect.objectContaining({ id: own.id }),
    ]);
    for (const [target, expected] of [
      [`GET /jobs/${mine.id}`, 200],
      [`GET /jobs/${theirs.id}`, 404],
      [`GET /jobs/${free.id}`, 404],
      [`GET /jobs?technician_id=${other.id}`, 404],
      [`GET /jobs/${theirs.id}/history`, 404],
      [`GET /geofence/decisions?job_id=${theirs.id}`, 404],
      [`GET /geofence/job-time-on-site/${theirs.id}`, 404],
      [`GET /geofence/nearby-jobs?technician_id=${other.id}`, 404],
      [`GET /technicians/${other.id}`, 404],
      [`GET /technicians/${other.id}/visits`, 404],
      [`GET /technicians/${other.id}/timeline`, 404],
      [`POST /technicians/${other.id}/shift/start`, 404],
      ["GET /events", 403],
      ["POST /technicians", 403],
      ["POST /jobs", 403],
      [`POST /jobs/${mine.id}/cancel`, 403],
      [`POST /jobs/${mine.id}/assign/${own.id}`, 403],
      [`POST /jobs/${free.id}/assign/${own.id}`, 403],
      [`POST /jobs/${theirs.id}/check-in`, 404],
      [`POST /jobs/${theirs.id}/complete`, 404],
      [`POST /technicians/${own.id}/shift/start`, 200],
      [`POST /jobs/${mine.id}/start-travel`, 200],
      [`POST /jobs/${mine.id}/check-in`, 200],
      [`POST /jobs/${mine.id}/complete`, 200],
    ] as const) {
      expect([target, await status(target)]).toEqual([target, expected]);
    }
    expect(await status(`PATCH /technicians/${own.id}`, { status: "on_break" })).toBe(200);
    expect(await status(`PATCH /technicians/${own.id}`, { full_name: "King" })).toBe(403);
    expect(await status(`PATCH /technicians/${other.id}`, { status: "on_break" })).toBe(404);
  });

  it("is made only by an admin, with known scopes and an end in the future", async () => {
    const tenant = await makeTenant();
    const admin = await makeUser(tenant, "admin");
    for (const role of ["dispatcher", "supervisor", "technician", "platform_admin"] as const) {
      const user = await makeUser(tenant, role);
      const answer = await call("POST /api-tokens", {
        cookie: user.cookie,
        body: { label: "x", scopes: ["*"] },
      });
      expect([role, answer.status]).toEqual([role, 403]);
    }
    const make = async (body: unknown) => {
      const answer = await call("POST /api-tokens", { cookie: admin.cookie, body });
      return [answer.status, answer.json.field];
    };
    expect(await make({ label: "x", scopes: ["everything"] })).toEqual([400, "scopes.0"]);
    expect(await make({ label: "x", scopes: ["tokens:manage"] })).toEqual([400, "scopes.0"]);
    expect(await make({ label: "x", scopes: [] })).toEqual([422, "scopes"]);
    expect(await make({ label: "x", scopes: ["*"], expires_at: "2020-01-01T00:00:00Z" })).toEqual([
      422,
      "expires_at",
    ]);
  });
});
