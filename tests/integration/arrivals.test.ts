import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ArrivalsWire, ArrivalWire, EtaWire } from "@/lib/dispatch/arrival-wire";
import { estimateArrivals } from "@/lib/dispatch/commands/estimate-arrivals";
import { measureCompanyTravel } from "@/lib/dispatch/commands/measure-travel";
import { Router } from "@/lib/dispatch/queries/router";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { endShift } from "@/lib/shifts/commands/end-shift";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { StandInRouter } from "../support/stand-in-router";
import { until } from "../support/until";
import { Viewer } from "../support/viewer";

const database = freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let dispatcher: TestUser;
let ada: TechnicianWire;
let phone: TestUser;
let job: JobWire;
const viewers: Viewer[] = [];

beforeAll(async () => {
  node = await startNode();
});
afterAll(() => node.close());

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  ada = await makeTechnician(tenant);
  phone = await makeUser(tenant, "technician", { technicianId: ada.id });
  job = await makeJob(dispatcher, { technician_id: ada.id });
});
afterEach(() => {
  for (const viewer of viewers.splice(0)) viewer.close();
});

/** Ada is seen so many metres east of the site. */
const seen = (meters: number, at = Date.now(), who = ada) =>
  recordFixes(submission(tenant, who.id, [incoming(at, eastOfSite(meters), { accuracyMeters: 8 })]));
const setOut = (which = job) =>
  call(`POST /jobs/${which.id}/start-travel`, { cookie: dispatcher.cookie, body: {} });
const estimate = (at = Date.now(), router: Router | null = null) =>
  estimateArrivals(tenant.id, new Date(at), router);
const eta = async (which = job, who = dispatcher): Promise<EtaWire> =>
  (await call(`GET /jobs/${which.id}`, { cookie: who.cookie })).json.eta as unknown as EtaWire;
const listed = async (credential: { cookie?: string; token?: string }) =>
  ((await call("GET /arrivals", credential)).json.items ?? null) as unknown as ArrivalWire[] | null;

describe("arrivals (GEO-8)", () => {
  it("are told from the position: 5 km are about 16 min, by the straight line", async () => {
    const at = Date.now();
    await seen(5000, at);
    await setOut();
    await estimate(at);
    const told = await eta();
    expect(told).toMatchObject({ by: "straight_line", on_the_way: true, reason: null });
    expect(told.as_of).toBe(new Date(at).toISOString());
    expect(Date.parse(told.at ?? "") - at).toBeCloseTo(16.2 * 60_000, -4);
    const [earliest, latest] = (told.interval ?? []).map(Date.parse);
    expect(earliest).toBeLessThan(Date.parse(told.at ?? ""));
    expect(latest).toBeGreaterThan(Date.parse(told.at ?? ""));
  });

  it.each([
    ["who has no position", async () => setOut(), "no_position"],
    [
      "whose position is old",
      async () => {
        await seen(5000, Date.now() - 6 * 60_000);
        await setOut();
      },
      "position_too_old",
    ],
    [
      "who is there",
      async () => {
        await seen(5, Date.now() - 60_000);
        await seen(5);
      },
      "on_site",
    ],
    ["who is off shift", async () => endShift(tenant.id, ada.id, undefined, new Date()), "off_shift"],
  ] as const)("of somebody %s are not guessed, and the reason is said", async (_, prepare, reason) => {
    await prepare();
    await estimate();
    expect(await eta()).toMatchObject({ at: null, seconds: null, interval: null, reason });
  });

  it("are only told of the next job; others and those nobody has say so", async () => {
    await seen(5000);
    const later = await makeJob(dispatcher, { technician_id: ada.id, window_start: "2026-01-01T00:00:00Z" });
    const nobodys = await makeJob(dispatcher);
    await estimate();
    expect((await eta(later)).at).not.toBeNull();
    expect((await eta(job)).reason).toBe("not_next_job");
    expect((await eta(nobodys)).reason).toBe("no_technician");
  });

  it("come from the router when it answers, and from the straight line when it does not", async () => {
    const server = new StandInRouter();
    const router = new Router(await server.start(), 400);
    const at = Date.now() - 70_000;
    await seen(5000, at);
    await setOut();
    await estimate(at, router);
    expect(await eta()).toMatchObject({ by: "route" });
    expect(Date.parse((await eta()).at ?? "") - at).toBeCloseTo(420_000, -3);
    server.mood = "failing";
    await seen(4000, at + 60_000);
    await estimate(at + 60_000, router);
    expect(await eta()).toMatchObject({ by: "straight_line", reason: null });
    await server.stop();
  });

  it("stay as shown while they change by less than a minute", async () => {
    const at = Date.now() - 150_000;
    await seen(5000, at - 20_000);
    await setOut();
    await estimate(at - 20_000);
    const [before] = (await listed({ cookie: dispatcher.cookie })) ?? [];
    await seen(4900, at);
    await estimate(at);
    expect(await listed({ cookie: dispatcher.cookie })).toEqual([before]);
    await seen(3000, at + 120_000);
    await estimate(at + 120_000);
    expect(await listed({ cookie: dispatcher.cookie })).not.toEqual([before]);
  });

  it("reach an open console and the technician's phone, nobody else's, and go when he stops working", async () => {
    const other = await makeUser(tenant, "technician", {
      technicianId: (await makeTechnician(tenant, "Ben Eze")).id,
    });
    const stranger = await makeUser(await makeTenant("others"), "dispatcher");
    const told = new Map<TestUser, ArrivalsWire[]>();
    for (const who of [dispatcher, phone, other, stranger]) {
      const viewer = new Viewer(node.url, { cookie: who.cookie });
      const messages: ArrivalsWire[] = [];
      told.set(who, messages);
      viewer.socket.on("arrivals", (message: ArrivalsWire) => messages.push(message));
      viewers.push(await viewer.ready());
    }
    await until("everybody knows how things stand", () =>
      [...told.values()].every((all) => all.length === 1),
    );
    await seen(5000);
    await setOut();
    await estimate();
    for (const who of [dispatcher, phone]) {
      await until("it is told", () => told.get(who)?.at(-1)?.items[0]?.job_id === job.id);
    }
    await endShift(tenant.id, ada.id, undefined, new Date());
    expect(await listed({ cookie: dispatcher.cookie })).toEqual([]);
    for (const who of [dispatcher, phone]) {
      await until("it is taken back", () => told.get(who)?.at(-1)?.gone[0] === job.id);
    }
    for (const who of [other, stranger]) {
      expect(told.get(who)?.flatMap(({ items, gone }) => [...items, ...gone])).toEqual([]);
    }
  });

  it("of a technician whose shift ends while the router is asked are not written", async () => {
    await seen(5000);
    await setOut();
    const slow = {
      driveTimes: async (legs: readonly unknown[]) => {
        await endShift(tenant.id, ada.id, undefined, new Date());
        return legs.map(() => 600);
      },
    };
    await estimateArrivals(tenant.id, new Date(), slow);
    expect(await listed({ cookie: dispatcher.cookie })).toEqual([]);
  });

  it("that somebody wrote meanwhile are not replaced by an older picture", async () => {
    await seen(5000);
    const slow = {
      driveTimes: async (legs: readonly unknown[]) => {
        await setOut();
        await estimate();
        return legs.map(() => 600);
      },
    };
    await estimateArrivals(tenant.id, new Date(), slow);
    expect(await listed({ cookie: dispatcher.cookie })).toMatchObject([{ job_id: job.id, on_the_way: true }]);
  });

  it("of a job that goes to somebody else are taken back from who had it", async () => {
    await seen(5000);
    await setOut();
    await estimate();
    const ben = await makeTechnician(tenant, "Ben Eze");
    const viewer = new Viewer(node.url, { cookie: phone.cookie });
    const messages: ArrivalsWire[] = [];
    viewer.socket.on("arrivals", (message: ArrivalsWire) => messages.push(message));
    viewers.push(await viewer.ready());
    await until("he knows", () => messages[0]?.items[0]?.job_id === job.id);
    await seen(4000, Date.now(), ben);
    await call(`POST /jobs/${job.id}/assign/${ben.id}`, { cookie: dispatcher.cookie, body: {} });
    await estimate();
    await until("it is taken back", () => messages.at(-1)?.gone[0] === job.id);
    expect(messages.at(-1)?.items).toEqual([]);
  });

  it("are not told to a token that may not look", async () => {
    await seen(5000);
    await setOut();
    await estimate();
    const token = await makeToken(tenant, ["locations:write"], ada.id);
    const viewer = new Viewer(node.url, { token });
    const messages: ArrivalsWire[] = [];
    viewer.socket.on("arrivals", (message: ArrivalsWire) => messages.push(message));
    viewers.push(await viewer.ready());
    const office = new Viewer(node.url, { cookie: dispatcher.cookie });
    let isTold = false;
    office.socket.on("arrivals", () => {
      isTold = true;
    });
    viewers.push(await office.ready());
    await until("the office, which came later, is told", () => isTold);
    expect(messages).toEqual([]);
  });

  it("are part of the first picture, and listed for whoever may see jobs", async () => {
    await seen(5000);
    await setOut();
    await estimate();
    const snapshot = await call("GET /live/snapshot", { cookie: dispatcher.cookie });
    expect(snapshot.json.arrivals).toMatchObject([{ job_id: job.id, technician_id: ada.id }]);
    const ben = await makeTechnician(tenant, "Ben Eze");
    const his = await makeUser(tenant, "technician", { technicianId: ben.id });
    const stranger = await makeUser(await makeTenant("others"), "admin");
    expect(await listed({ cookie: phone.cookie })).toHaveLength(1);
    expect(await listed({ token: await makeToken(tenant, ["jobs:read"]) })).toHaveLength(1);
    expect(await listed({ cookie: his.cookie })).toEqual([]);
    expect(await listed({ cookie: stranger.cookie })).toEqual([]);
    expect((await call("GET /arrivals", { token: await makeToken(tenant, ["shifts:write"]) })).status).toBe(
      403,
    );
    expect((await call("GET /arrivals")).status).toBe(401);
  });

  it("follow the company's own streets once it has driven enough: twenty trips, not nineteen", async () => {
    const measured = async () =>
      (
        await database.owner<{ it: { detour: number; trips: number } | null }[]>`
          select measured_travel as it from tenants where id = ${tenant.id}`
      )[0]?.it ?? null;
    const drive = (count: number, hours: number) => database.owner`
      insert into trips (tenant_id, id, technician_id, started_at, ended_at, status, ended_by,
        start_lat, start_lng, end_lat, end_lng, distance_meters)
      select ${tenant.id}, gen_random_uuid(), ${ada.id}, now() - interval '1 hour' * (n + ${hours}),
        now() - interval '1 hour' * (n + ${hours}) + interval '500 seconds', 'completed', 'stopped',
        6.5, 3.4, 6.52, 3.4, 4448
      from generate_series(1, ${count}::int) as n`;
    await drive(19, 0);
    await measureCompanyTravel(tenant.id, new Date());
    expect(await measured()).toBeNull();
    await drive(1, 30);
    await measureCompanyTravel(tenant.id, new Date());
    expect(await measured()).toMatchObject({ detour: expect.closeTo(2, 1), trips: 20 });
    const at = Date.now();
    await seen(5000, at);
    await setOut();
    await estimate(at);
    expect((await eta()).seconds).toBeGreaterThan((5000 * 1.9) / 8.9 - 20);
  });
});
