import { beforeAll, describe, expect, it } from "vitest";
import { closePools } from "@/lib/db/client";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase, usePool } from "../support/database";
import { fingerprint } from "../support/fingerprint";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  PLACE,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";

const database = freshDatabase();
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let job: JobWire;

beforeAll(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  job = await makeJob(dispatcher, { technician_id: technician.id });
});

const sound = { title: "Fibre", ...PLACE };
const nobody = "00000000-0000-4000-8000-000000000000";
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

type Row = [
  why: string,
  target: string,
  body: unknown,
  status: number,
  field?: string,
  headers?: Record<string, string>,
];

const rows: Row[] = [
  ["no JSON", "POST /jobs", "{", 400],
  ["an array", "POST /jobs", "[]", 400],
  ["null", "POST /jobs", "null", 400],
  ["nothing", "POST /jobs", "", 400, "title"],
  ["a missing field", "POST /jobs", { ...PLACE }, 400, "title"],
  ["a wrong type", "POST /jobs", { ...sound, latitude: "x" }, 400, "latitude"],
  [
    "a wrong type outranks an impossible value",
    "POST /jobs",
    { ...sound, latitude: 91, longitude: "x" },
    400,
    "longitude",
  ],
  ["latitude 91", "POST /jobs", { ...sound, latitude: 91 }, 422, "latitude"],
  ["longitude 1e308", "POST /jobs", { ...sound, longitude: 1e308 }, 422, "longitude"],
  ["longitude 1e999", "POST /jobs", '{"title":"x","latitude":1,"longitude":1e999}', 400, "longitude"],
  ["NaN", "POST /jobs", '{"title":"x","latitude":NaN,"longitude":1}', 400],
  ["a fence of 19 m", "POST /jobs", { ...sound, geofence_radius_meters: 19 }, 422, "geofence_radius_meters"],
  [
    "a fence of 6 km",
    "POST /jobs",
    { ...sound, geofence_radius_meters: 6000 },
    422,
    "geofence_radius_meters",
  ],
  [
    "a fence with two corners",
    "POST /jobs",
    { ...sound, geofence_polygon: [PLACE, PLACE] },
    422,
    "geofence_polygon",
  ],
  [
    "a corner off the earth",
    "POST /jobs",
    { ...sound, geofence_polygon: [PLACE, { ...PLACE, latitude: 99 }] },
    422,
    "geofence_polygon.1.latitude",
  ],
  [
    "a window that ends before it starts",
    "POST /jobs",
    { ...sound, window_start: "2026-01-02T00:00:00Z", window_end: "2026-01-01T00:00:00Z" },
    422,
    "window_end",
  ],
  ["a date in 2090", "POST /jobs", { ...sound, window_start: "2090-01-01T00:00:00Z" }, 422, "window_start"],
  [
    "a date without a zone",
    "POST /jobs",
    { ...sound, window_start: "2026-01-01T00:00:00" },
    400,
    "window_start",
  ],
  ["30 February", "POST /jobs", { ...sound, window_start: "2026-02-30T00:00:00Z" }, 400, "window_start"],
  ["an unknown priority", "POST /jobs", { ...sound, priority: "asap" }, 400, "priority"],
  ["a technician that is no UUID", "POST /jobs", { ...sound, technician_id: "bob" }, 400, "technician_id"],
  ["a technician that is not there", "POST /jobs", { ...sound, technician_id: nobody }, 422, "technician_id"],
  ["an empty title", "POST /jobs", { ...sound, title: "   " }, 422, "title"],
  ["a title of 100 KB", "POST /jobs", { ...sound, title: "x".repeat(100_000) }, 422, "title"],
  ["U+0000 in a text", "POST /jobs", { ...sound, title: "a\0b" }, 400, "title"],
  ["U+0000 in a name of a field", "POST /jobs", '{"title":"x","latitude":1,"longitude":1,"a\\u0000":1}', 400],
  ["half a surrogate pair", "POST /jobs", '{"title":"\\ud800","latitude":1,"longitude":1}', 400, "title"],
  ["a control character", "POST /jobs", { ...sound, title: "a\u0007b" }, 400, "title"],
  ["a bomb of depth", "POST /jobs", nested(10_000), 400],
  [
    "a __proto__ key",
    "POST /jobs",
    '{"__proto__":{"role":"admin"},"title":"x","latitude":1,"longitude":1}',
    400,
  ],
  ["more than 1 MiB", "POST /jobs", { ...sound, notes: "x".repeat(1_100_000) }, 413],
  [
    "more than 1 MiB, small by its header",
    "POST /jobs",
    { ...sound, notes: "x".repeat(1_100_000) },
    413,
    undefined,
    { "content-length": "10" },
  ],
  [
    "a form",
    "POST /jobs",
    "title=x",
    415,
    undefined,
    { "content-type": "application/x-www-form-urlencoded" },
  ],
  ["text", "POST /jobs", JSON.stringify(sound), 415, undefined, { "content-type": "text/plain" }],
  [
    "latin-1",
    "POST /jobs",
    JSON.stringify(sound),
    415,
    undefined,
    { "content-type": "application/json; charset=latin1" },
  ],
  ["gzip", "POST /jobs", JSON.stringify(sound), 415, undefined, { "content-encoding": "gzip" }],
  ["a field that cannot be edited", "PATCH /jobs/{j}", { status: "completed" }, 400, "status"],
  ["nothing to edit", "PATCH /jobs/{j}", {}, 400],
  ["half a place", "PATCH /jobs/{j}", { latitude: 1 }, 400, "latitude"],
  ["a job that is no UUID", "GET /jobs/1", undefined, 404],
  ["a job that is not there", `GET /jobs/${nobody}`, undefined, 404],
  ["an address that is not there", "GET /nothing/here", undefined, 404],
  ["a technician of a job that is not there", `POST /jobs/{j}/assign/${nobody}`, {}, 404],
  [
    "a move 73 h ago",
    "POST /jobs/{j}/check-in",
    { at: new Date(Date.now() - 73 * 3_600_000).toISOString() },
    422,
    "at",
  ],
  [
    "a move tomorrow",
    "POST /jobs/{j}/check-in",
    { at: new Date(Date.now() + 86_400_000).toISOString() },
    422,
    "at",
  ],
  ["half a place on site", "POST /jobs/{j}/check-in", { latitude: 1 }, 400, "latitude"],
  ["a reason that is a number", "POST /jobs/{j}/cancel", { reason: 5 }, 400, "reason"],
  ["a wrong verb", "DELETE /jobs/{j}", undefined, 405],
  ["an unknown status", "PATCH /technicians/{t}", { status: "asleep" }, 400, "status"],
  ["a name that is null", "PATCH /technicians/{t}", { full_name: null }, 400, "full_name"],
  ["an address that is no address", "POST /technicians", { full_name: "X", email: "no" }, 400, "email"],
  [
    "a skill of level 6",
    "POST /technicians",
    { full_name: "X", skills: [{ name: "a", level: 6 }] },
    422,
    "skills.0.level",
  ],
  ["an unknown status to filter", "GET /jobs?status=done", undefined, 400, "status.0"],
  ["a limit of 0", "GET /jobs?limit=0", undefined, 422, "limit"],
  ["a limit of 201", "GET /jobs?limit=201", undefined, 422, "limit"],
  ["a limit that is a word", "GET /jobs?limit=many", undefined, 400, "limit"],
  ["the same filter twice", "GET /jobs?limit=1&limit=2", undefined, 400, "limit"],
  ["a cursor of another making", "GET /jobs?cursor=abc", undefined, 400, "cursor"],
  [
    "a cursor of another list",
    `GET /jobs?cursor=${Buffer.from('["x"]').toString("base64url")}`,
    undefined,
    400,
    "cursor",
  ],
  ["U+0000 in a query", "GET /jobs?q=%00", undefined, 400, "q"],
  [
    "a radius of nothing",
    "GET /geofence/nearby-jobs?technician_id={t}&radius_meters=0",
    undefined,
    422,
    "radius_meters",
  ],
  ["decisions about nothing", "GET /geofence/decisions", undefined, 400, "job_id"],
  ["events after minus one", "GET /events?after=-1", undefined, 422, "after"],
];

describe("bad input", () => {
  it.each(rows)(
    "%s is refused with a problem that names it, and nothing is written",
    async (_why, target, body, status, field, headers) => {
      const before = await fingerprint(database.owner, tenant.id);
      const path = target.replace("{j}", job.id).replace("{t}", technician.id);
      const answer = await call(path, { cookie: dispatcher.cookie, body, headers });
      expect([answer.status, answer.json.field], JSON.stringify(answer.json)).toEqual([status, field]);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(answer.json).toMatchObject({
        status,
        code: expect.stringMatching(/^[a-z_]+$/),
        detail: expect.stringMatching(/\.$/),
      });
      expect(await fingerprint(database.owner, tenant.id)).toEqual(before);
    },
  );

  it("is not a body without a content type that is JSON", async () => {
    const answer = await call("POST /jobs", {
      cookie: dispatcher.cookie,
      body: JSON.stringify(sound),
      headers: { "content-type": "" },
    });
    expect(answer.status).toBe(201);
  });

  it("stores hostile names as they are", async () => {
    for (const title of [
      "<img src=x onerror=alert(1)>",
      "=cmd|' /C calc'!A0",
      "‮drawkcab",
      "Robert'); drop table jobs;--",
      "👩‍🔧 ünï",
    ]) {
      const answer = await call("POST /jobs", { cookie: dispatcher.cookie, body: { ...sound, title } });
      expect([answer.status, answer.json.title]).toEqual([201, title]);
    }
  });
});

describe("a database that is away", () => {
  it("is answered 503 with Retry-After, and what went wrong stays out of the answer", async () => {
    await usePool("postgres://postgres:secret@127.0.0.1:1/none", 2);
    try {
      for (const target of ["GET /jobs", "GET /api/ready", "GET /api/auth/session"]) {
        const answer = await call(target, { cookie: dispatcher.cookie });
        expect([target, answer.status, answer.json.code]).toEqual([target, 503, "unavailable"]);
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(answer.headers.get("set-cookie")).toBeNull();
        expect(JSON.stringify(answer.json)).not.toMatch(/secret|127\.0\.0\.1|select/);
      }
      expect((await call("GET /api/health")).status).toBe(200);
    } finally {
      await closePools();
    }
    expect((await call("GET /api/ready")).json).toEqual({ status: "ready" });
  });
});
