import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { LatLng } from "@/lib/geo/types";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { call } from "../support/call";
import { freshDatabase, TEST_ORIGIN } from "../support/database";
import { fingerprint } from "../support/fingerprint";
import { classicSite, eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { logOf, toldEvents } from "../support/ledger";
import { startNode, type TestNode } from "../support/node";
import { post, wireFix } from "../support/phone-wire";

const database = freshDatabase();
const MINUTE = 60_000;
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let token: string;
let technician: TechnicianWire;
let job: JobWire;

const north = (lat: number): LatLng => ({ lat, lng: classicSite.lng });
const bearer = (secret = token) => ({ authorization: `Bearer ${secret}` });
const send = (body: unknown, headers: Record<string, string> = bearer(), who = technician.id) =>
  post(node.url, `/technicians/${who}/location`, body, headers);
const sendAll = (fixes: unknown[], who = technician.id) =>
  post(node.url, `/technicians/${who}/locations`, { fixes }, bearer());
const readJob = async () => (await call(`GET /jobs/${job.id}`, { cookie: dispatcher.cookie })).json;

beforeAll(async () => {
  node = await startNode();
});

afterAll(() => node.close());

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  token = await makeToken(tenant, ["locations:write"]);
  technician = await makeTechnician(tenant);
  job = await makeJob(dispatcher, { technician_id: technician.id });
});

describe("the classic day over HTTP with a token", () => {
  it("starts the job on arrival, ends the visit on departure, and counts the time between", async () => {
    const start = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: start });
    try {
      const at = (minutes: number, lat: number) => {
        vi.setSystemTime(start + minutes * MINUTE);
        return send(wireFix(start + minutes * MINUTE, north(lat)));
      };
      const far = await at(1, 6.5262);
      expect([far.status, far.json]).toEqual([
        201,
        { accepted: true, duplicate: false, verdict: "good", verdict_reason: null },
      ]);
      expect((await readJob()).status).toBe("assigned");

      const near = await at(2, 6.5248);
      expect(near.json.geofence_event).toMatchObject({
        event_type: "enter",
        job_id: job.id,
        distance_meters: expect.closeTo(44.5, 0),
        occurred_at: new Date(start + 2 * MINUTE).toISOString(),
        job_outcome: "started",
      });
      expect(await readJob()).toMatchObject({
        status: "running",
        started_by: "fence",
        arrived_at: new Date(start + 2 * MINUTE).toISOString(),
        on_site: true,
      });

      const gone = await at(41, 6.5258);
      expect(gone.json.geofence_event).toMatchObject({
        event_type: "exit",
        distance_meters: expect.closeTo(155.7, 0),
      });
      expect(await readJob()).toMatchObject({
        status: "running",
        departed_at: new Date(start + 41 * MINUTE).toISOString(),
        on_site: false,
      });
      const time = await call(`GET /geofence/job-time-on-site/${job.id}`, { cookie: dispatcher.cookie });
      expect(time.json).toMatchObject({
        job_id: job.id,
        time_on_site_seconds: 2340,
        time_on_site_formatted: "39m 0s",
        visits: [{ close_reason: "left" }],
      });
      expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("takes a first and only fix 85 m from the pin for an arrival", async () => {
    const answer = await send(wireFix(Date.now(), eastOfSite(85)));
    expect(answer.json.geofence_event).toMatchObject({
      event_type: "enter",
      distance_meters: expect.closeTo(85, 0),
    });
    expect((await readJob()).status).toBe("running");
  });
});

describe("a batch", () => {
  it("answers one result per fix in the order sent, and one bad fix rejects nothing but itself", async () => {
    const now = Date.now();
    const { status, json } = await sendAll([
      wireFix(now + 40_000, eastOfSite(300)),
      wireFix(now + 20_000, eastOfSite(20)),
      wireFix(now + 30_000, { lat: 91, lng: 0 }),
      "no fix at all",
      wireFix(now + 10_000, eastOfSite(400)),
    ]);
    expect(status).toBe(200);
    expect(json.results).toMatchObject([
      { accepted: true, geofence_event: { event_type: "exit" } },
      { accepted: true, geofence_event: { event_type: "enter" } },
      { accepted: false, error: { code: "impossible", field: "fixes.2.latitude" } },
      { accepted: false, error: { code: "malformed", field: "fixes.3" } },
      { accepted: true, verdict: "good" },
    ]);
    const [stored] =
      await database.owner`select count(*)::int as n from fixes where technician_id = ${technician.id}`;
    expect(stored?.n).toBe(3);
  });

  it("of 1,001 fixes is refused whole; of 1,000 it is taken", async () => {
    const fixes = Array.from({ length: 1001 }, (_, i) => wireFix(Date.now() - i * 1000, eastOfSite(900 + i)));
    expect(await sendAll(fixes)).toMatchObject({ status: 413, json: { field: "fixes" } });
    const taken = await sendAll(fixes.slice(0, 1000));
    expect(taken.json.results.filter((result) => result.accepted)).toHaveLength(1000);
  });
});

type Bad = [
  why: string,
  body: (now: number) => unknown,
  status: number,
  field?: string,
  headers?: Record<string, string>,
];
const place = { latitude: 6.5244, longitude: 3.3792 };

const refused: Bad[] = [
  ["no JSON", () => "{", 400],
  ["an array", () => [place], 400],
  ["nothing", () => "", 400, "latitude"],
  ["a latitude that is text", () => ({ ...place, latitude: "6.5" }), 400, "latitude"],
  ["latitude 91", () => ({ ...place, latitude: 91 }), 422, "latitude"],
  ["longitude -181", () => ({ ...place, longitude: -181 }), 422, "longitude"],
  ["latitude 1e308", () => ({ ...place, latitude: 1e308 }), 422, "latitude"],
  ["latitude 1e999", () => '{"latitude":1e999,"longitude":3}', 400, "latitude"],
  ["NaN", () => '{"latitude":NaN,"longitude":3}', 400],
  ["an accuracy of 1e308", () => ({ ...place, accuracy: 1e308 }), 422, "accuracy"],
  ["a speed of 1e308", () => ({ ...place, speed: 1e308 }), 422, "speed"],
  ["an altitude of 1e308", () => ({ ...place, altitude: -1e308 }), 422, "altitude"],
  ["a date in 2090", () => ({ ...place, recorded_at: "2090-01-01T00:00:00Z" }), 422, "recorded_at"],
  [
    "a time 6 minutes ahead",
    (now) => ({ ...place, recorded_at: new Date(now + 6 * MINUTE).toISOString() }),
    422,
    "recorded_at",
  ],
  ["a time in 1970", () => ({ ...place, recorded_at: "1970-01-01T00:00:00Z" }), 422, "recorded_at"],
  ["a time without a zone", () => ({ ...place, recorded_at: "2026-01-01T00:00:00" }), 400, "recorded_at"],
  ["U+0000 in an id", () => ({ ...place, id: "a\0b" }), 400, "id"],
  ["U+0000 in the activity", () => ({ ...place, activity: "a\0b" }), 400, "activity"],
  ["half a surrogate pair", () => '{"latitude":1,"longitude":1,"activity":"\\ud800"}', 400, "activity"],
  ["an id of 101 characters", () => ({ ...place, id: "x".repeat(101) }), 400, "id"],
  ["a job that is no UUID", () => ({ ...place, job_id: "1" }), 400, "job_id"],
  ["a bomb of depth", () => `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, 400],
  ["a __proto__ key", () => '{"__proto__":{"accepted":true},"latitude":1,"longitude":1}', 400],
  ["bytes that are not UTF-8", () => new Uint8Array([0x7b, 0xff, 0x7d]), 400],
  ["more than 1 MiB", () => ({ ...place, activity: "x".repeat(1_100_000) }), 413],
  ["more than 8 MiB", () => ({ ...place, activity: "x".repeat(8_500_000) }), 413],
  ["a form", () => "lat=1", 415, undefined, { "content-type": "application/x-www-form-urlencoded" }],
  ["latin-1", () => place, 415, undefined, { "content-type": "application/json; charset=latin1" }],
  ["gzip", () => place, 415, undefined, { "content-encoding": "gzip" }],
];

describe("bad input at the ingest door", () => {
  it.each(refused)(
    "%s is refused with a problem that names it, and nothing is written",
    async (_why, body, status, field, headers) => {
      const before = await fingerprint(database.owner, tenant.id);
      const answer = await send(body(Date.now()), { ...bearer(), ...headers });
      expect([answer.status, answer.json.field], JSON.stringify(answer.json)).toEqual([status, field]);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await fingerprint(database.owner, tenant.id)).toEqual(before);
      expect((await send(wireFix(Date.now(), eastOfSite(900)))).status).toBe(201);
    },
  );

  it("knows nobody without a credential, with a false one, or with a cookie from a foreign page", async () => {
    const reader = await makeToken(tenant, ["read"]);
    const before = await fingerprint(database.owner, tenant.id);
    const fix = wireFix(Date.now(), classicSite);
    const cases: [Record<string, string>, number][] = [
      [{}, 401],
      [{ authorization: "Bearer nonsense" }, 401],
      [{ cookie: dispatcher.cookie }, 403],
      [{ cookie: dispatcher.cookie, origin: "http://evil.test" }, 403],
      [{ cookie: dispatcher.cookie, origin: `${TEST_ORIGIN}.evil.test` }, 403],
      [bearer(reader), 403],
    ];
    for (const [headers, status] of cases) expect((await send(fix, headers)).status).toBe(status);
    expect(await fingerprint(database.owner, tenant.id)).toEqual(before);
    const own = await send(fix, { cookie: dispatcher.cookie, origin: TEST_ORIGIN });
    expect(own.status).toBe(201);
  });
});

describe("another company's technician", () => {
  it("is not found, whatever is sent for him, and nothing is written on either side", async () => {
    const other = await makeTenant("other");
    const foreign = await makeTechnician(other);
    const prints = () => Promise.all([tenant, other].map((one) => fingerprint(database.owner, one.id)));
    const before = await prints();
    const fix = wireFix(Date.now(), classicSite, { id: "fix-1" });
    const whos = [foreign.id, "00000000-0000-4000-8000-000000000000", "me", "%2e%2e"];
    for (const who of whos) {
      expect((await send(fix, bearer(), who)).status).toBe(404);
      expect((await sendAll([fix, wireFix(Date.now(), { lat: 91, lng: 0 })], who)).status).toBe(404);
    }
    expect(await prints()).toEqual(before);
  });

  it("shares a batch with ours without either noticing", async () => {
    const other = await makeTenant("other");
    const theirs = await makeTechnician(other);
    const theirToken = await makeToken(other, ["*"]);
    const now = Date.now();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 2 === 0
          ? send(wireFix(now + i, eastOfSite(i), { id: `same-${i}` }))
          : send(wireFix(now + i, eastOfSite(i), { id: `same-${i - 1}` }), bearer(theirToken), theirs.id),
      ),
    );
    const rows = await database.owner<{ tenant_id: string; technician_id: string; n: number }[]>`
      select tenant_id, technician_id, count(*)::int as n from fixes
      where technician_id in (${technician.id}, ${theirs.id}) group by 1, 2 order by n`;
    expect(rows.map((row) => [row.tenant_id, row.technician_id, row.n]).sort()).toEqual(
      [
        [tenant.id, technician.id, 10],
        [other.id, theirs.id, 10],
      ].sort(),
    );
    expect((await logOf(database.owner, other.id)).filter((row) => row.type === "geofence_event")).toEqual(
      [],
    );
  });
});
