import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { destinationPoint } from "@/lib/geo/destination";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { searchedArea } from "@/lib/tracking/areas/searched-area";
import type { AreaStayWire } from "@/lib/tracking/areas/stay-wire";
import { trimTracking } from "@/lib/tracking/commands/trim-tracking";
import { staysInArea } from "@/lib/tracking/stays-in-area";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { seededRandom, shuffled } from "../support/fixes";
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
const center = { lat: PLACE.latitude, lng: PLACE.longitude };
const HOUR = 3_600_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let person: TechnicianWire;
/** A whole hour, two days ago. */
let start: number;

beforeAll(() => {
  start = Math.floor((Date.now() - 48 * HOUR) / HOUR) * HOUR;
});

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  person = await makeTechnician(tenant, "Was Here");
});

interface Sent {
  recorded_at: string;
  latitude: number;
  longitude: number;
  accuracy: number;
  speed?: number;
  mock?: boolean;
}

/** A fix so many seconds after `start`, so many metres east of the place. */
function fix(second: number, meters: number, more: Partial<Sent> = {}): Sent {
  const { lat, lng } = destinationPoint(center, 90, meters);
  return {
    recorded_at: new Date(start + second * 1000).toISOString(),
    latitude: lat,
    longitude: lng,
    accuracy: 8,
    ...more,
  };
}

async function send(technicianId: string, fixes: readonly Sent[]): Promise<void> {
  const answer = await call(`POST /technicians/${technicianId}/locations`, {
    cookie: dispatcher.cookie,
    body: { fixes },
  });
  expect(answer.status).toBe(200);
}

const circle = { latitude: PLACE.latitude, longitude: PLACE.longitude, radius_meters: 200 };
const wholeTime = () => ({
  from: new Date(start - 24 * HOUR).toISOString(),
  to: new Date(start + 47 * HOUR).toISOString(),
});
const ask = (more: object = {}, cookie = dispatcher.cookie) =>
  call("POST /areas/search", { cookie, body: { circle, ...wholeTime(), ...more } });

async function search(more: object = {}): Promise<AreaStayWire[]> {
  const answer = await ask(more);
  expect([answer.status, answer.json.detail]).toEqual([200, undefined]);
  return answer.json.items as unknown as AreaStayWire[];
}

const iso = (second: number) => new Date(start + second * 1000).toISOString();
const visit = (from = 0) => [
  fix(from, 900),
  fix(from + 60, 100),
  fix(from + 300, 90),
  fix(from + 600, 110),
  fix(from + 700, 900),
];

describe("who was here", () => {
  it("is told by the stored fixes, without any fence", async () => {
    await send(person.id, visit());
    expect(await search()).toEqual([
      {
        technician_id: person.id,
        technician_name: "Was Here",
        entered_at: iso(60),
        left_at: iso(600),
        entered_between: [iso(0), iso(60)],
        left_between: [iso(600), iso(700)],
        began_before: false,
        went_on_after: false,
        seconds: 540,
        longest_silence_seconds: 300,
        nearest_meters: 90,
        fixes: 3,
        kind: "stop",
        visits: [],
      },
    ]);
  });

  it("the same for a polygon, closed or not", async () => {
    await send(person.id, visit());
    const corners = [45, 135, 225, 315].map((bearing) => {
      const { lat, lng } = destinationPoint(center, bearing, 250);
      return [lng, lat];
    });
    for (const polygon of [corners, [...corners, corners[0]]]) {
      expect(await search({ circle: undefined, polygon })).toMatchObject([
        { entered_at: iso(60), left_at: iso(600) },
      ]);
    }
  });

  it("does not depend on the order in which fixes came, nor on how late", async () => {
    const random = seededRandom(11);
    for (const sent of shuffled(visit(), random)) await send(person.id, [sent]);
    expect(await search()).toMatchObject([{ entered_at: iso(60), left_at: iso(600), fixes: 3 }]);
  });

  it("leaves out what was not believed: a jump, a mock location", async () => {
    await send(person.id, [
      fix(0, 60_000),
      fix(10, 50),
      fix(20, 60_000),
      fix(30, 60_000),
      fix(40, 60_000, { mock: true, latitude: PLACE.latitude, longitude: PLACE.longitude }),
    ]);
    expect(await search()).toEqual([]);
  });

  it("is cut to the span, and says so", async () => {
    await send(person.id, visit());
    expect(await search({ from: iso(100), to: iso(500) })).toMatchObject([
      { entered_at: iso(100), left_at: iso(500), began_before: true, went_on_after: true, seconds: 400 },
    ]);
    expect(await search({ from: iso(601), to: iso(3600) })).toEqual([]);
    expect(await search({ from: iso(-3600), to: iso(60) })).toEqual([]);
  });

  it("goes on over hours in which nothing was heard, and not over those spent elsewhere", async () => {
    const other = await makeTechnician(tenant, "Came Back");
    const back = 5 * 3600;
    await send(person.id, [fix(0, 900), fix(60, 0), fix(back, 10), fix(back + 60, 900)]);
    await send(other.id, [fix(0, 900), fix(60, 0), fix(3 * 3600, 3000), fix(back, 10), fix(back + 60, 900)]);
    expect(await search({ technician_ids: [person.id] })).toMatchObject([
      { entered_at: iso(60), left_at: iso(back), longest_silence_seconds: back - 60 },
    ]);
    expect(await search({ technician_ids: [other.id] })).toHaveLength(2);
  });

  it("knows where he was before and after, even weeks before and after", async () => {
    const day = 24 * 3600;
    await send(person.id, [
      fix(-30 * day, 900),
      fix(-20 * day, 50),
      fix(-20 * day + 600, 60),
      fix(-8 * day, 900),
      fix(0, 50),
    ]);
    const around = (days: number) => ({ from: iso((days - 1) * day), to: iso((days + 1) * day) });
    expect(await search(around(-20))).toMatchObject([
      {
        entered_between: [iso(-30 * day), iso(-20 * day)],
        left_between: [iso(-20 * day + 600), iso(-8 * day)],
      },
    ]);
    expect(await search(around(0))).toMatchObject([{ entered_between: [iso(-8 * day), iso(0)] }]);
  });

  it("names the job visits of that time", async () => {
    const job = await makeJob(dispatcher, {
      technician_id: person.id,
      window_start: iso(-3600),
      window_end: iso(3600),
    });
    await send(person.id, visit());
    expect(await search()).toMatchObject([
      { visits: [{ job_id: job.id, job_number: job.number, job_title: job.title }] },
    ]);
  });

  it("comes page by page, and all pages together are the whole", async () => {
    for (let i = 0; i < 4; i += 1) {
      const one = await makeTechnician(tenant, `Of many ${i}`);
      // Just before he comes in he is neither in nor out.
      await send(
        one.id,
        [0, 7200, 86_400].flatMap((from) =>
          visit(from).toSpliced(1, 0, fix(from + 30, circle.radius_meters + 15)),
        ),
      );
    }
    const whole = await search();
    expect(whole).toHaveLength(12);
    const paged: AreaStayWire[] = [];
    let cursor: unknown;
    do {
      const answer = await ask({ limit: 5, cursor: cursor ?? undefined });
      expect((answer.json.items as unknown as AreaStayWire[]).length).toBeLessThanOrEqual(5);
      paged.push(...(answer.json.items as unknown as AreaStayWire[]));
      cursor = answer.json.next_cursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole);
  });
});

describe("for random tracks", () => {
  it("the search finds exactly what a look at every fix finds", async () => {
    const random = seededRandom(20_261_127);
    const area = searchedArea({ circle: { center, radiusMeters: 200 } });
    if (typeof area === "string") throw new Error(area);
    for (let round = 0; round < 6; round += 1) {
      const one = await makeTechnician(tenant, `Random ${round}`);
      const fixes: Sent[] = [];
      let [second, meters] = [0, 0];
      for (let i = 0; i < 250; i += 1) {
        second += Math.ceil(random() * (random() < 0.1 ? 4000 : 120));
        meters = Math.max(-4000, Math.min(4000, meters + (random() - 0.5) * 900));
        fixes.push(fix(second, meters, { accuracy: [5, 20, 60, 120, 300][Math.floor(random() * 5)] ?? 5 }));
      }
      await send(one.id, fixes);
      const expected = staysInArea(
        fixes.map((sent) => ({
          fixId: "",
          at: Date.parse(sent.recorded_at),
          point: { lat: sent.latitude, lng: sent.longitude },
          accuracyMeters: sent.accuracy,
          reportedAccuracyMeters: sent.accuracy,
          speedMps: null,
        })),
        area.profile,
      );
      const found = await search({ technician_ids: [one.id] });
      const when = (at: number | null) => at && new Date(at).toISOString();
      expect(found.map((stay) => [stay.entered_between, stay.left_between, stay.kind, stay.fixes])).toEqual(
        expected.map((stay) => [
          [when(stay.enteredAfter), when(stay.enteredAt)],
          [when(stay.leftAt), when(stay.leftBefore)],
          stay.kind,
          stay.fixes,
        ]),
      );
    }
  });
});

describe("the squares that searches find hours by", () => {
  it("are as many as there are hours and squares, not fixes, and go with the fixes", async () => {
    await send(
      person.id,
      Array.from({ length: 600 }, (_, i) => fix(i * 10, 40)),
    );
    const count = () =>
      database.owner`select hour from track_cells where technician_id = ${person.id} order by hour`;
    expect(await count()).toHaveLength(2);
    await trimTracking(tenant.id, Date.now() + 57 * 24 * HOUR);
    expect(await count()).toHaveLength(2);
    await trimTracking(tenant.id, Date.now() + 61 * 24 * HOUR);
    expect(await count()).toHaveLength(0);
  });
});
