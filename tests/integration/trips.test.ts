import { beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { endShift } from "@/lib/shifts/commands/end-shift";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { restTrips } from "@/lib/tracking/commands/rest-trips";
import type { TripWire } from "@/lib/tracking/trip-shapes";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite, seededRandom, shuffled } from "../support/fixes";
import { makeTechnician, makeTenant, makeUser, type TestTenant, type TestUser } from "../support/fixtures";
import { logOf } from "../support/ledger";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
/** Two hours ago. */
let start: number;

beforeEach(async () => {
  start = Date.now() - 120 * MINUTE;
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
});

/** `[minute, metres east]`: twenty minutes at a place, a drive of nine kilometres, and another stop after four more. */
const day: (readonly [minute: number, meters: number])[] = [
  ...Array.from({ length: 20 }, (_, i) => [i, i % 3] as const),
  ...Array.from({ length: 10 }, (_, i) => [20 + i, 900 * (i + 1)] as const),
  ...Array.from({ length: 10 }, (_, i) => [30 + i, 9000 + (i % 3)] as const),
  ...Array.from({ length: 5 }, (_, i) => [40 + i, 9000 + 800 * (i + 1)] as const),
  ...Array.from({ length: 10 }, (_, i) => [45 + i, 13_000 + (i % 3)] as const),
];
const fixAt = ([minute, meters]: readonly [number, number]) =>
  incoming(start + minute * MINUTE, eastOfSite(meters));
const send = (who: string, steps: readonly (readonly [number, number])[]) =>
  recordFixes(submission(tenant, who, steps.map(fixAt)));
const minutes = (iso: string | null) => (iso === null ? null : (Date.parse(iso) - start) / MINUTE);

async function trips(who = technician.id, user = dispatcher, more = ""): Promise<TripWire[]> {
  const { json } = await call(`GET /technicians/${who}/trips?limit=100${more}`, user);
  return json.items as unknown as TripWire[];
}
const told = (all: readonly TripWire[]) =>
  all.map((trip) => [
    minutes(trip.started_at),
    minutes(trip.ended_at),
    Math.round((trip.distance_meters ?? 0) / 100),
  ]);

const wholeDay = [
  [19, 29, 90],
  [39, 44, 40],
];

describe("trips (LOC-9)", () => {
  it("are told as they begin and end, to the office and to whoever drives", async () => {
    for (const step of day) await send(technician.id, [step]);
    expect(told(await trips())).toEqual(wholeDay);
    const log = (await logOf(database.owner, tenant.id)).filter(({ type }) => type === "trip_update");
    expect(log.map(({ payload }) => (payload as { status: string }).status)).toEqual([
      "started",
      "completed",
      "started",
      "completed",
    ]);
    expect(JSON.stringify(log)).not.toContain("latitude");
    const rows = await database.owner<{ technician_id: string }[]>`
      select distinct technician_id from events where type = 'trip_update'`;
    expect(rows).toEqual([{ technician_id: technician.id }]);
  });

  it("have their figures, and say how far the one under way has come", async () => {
    await send(technician.id, day.slice(0, 26));
    const [going] = await trips();
    expect(going).toMatchObject({ status: "started", ended_at: null, end: null, duration_seconds: null });
    expect(going?.distance_meters).toBeCloseTo(5400, -1);
    await send(technician.id, day.slice(26));
    const [first] = await trips();
    expect(first?.trip_id).toBe(going?.trip_id);
    expect(first).toMatchObject({
      status: "completed",
      duration_seconds: 600,
      mean_speed_mps: 15,
      ended_by: "stopped",
    });
    expect(first).not.toHaveProperty("changed_from");
    const { json } = await call(
      `GET /technicians/${technician.id}/stops?from=${new Date(start).toISOString()}`,
      dispatcher,
    );
    expect(
      (json.items as unknown as { arrived_at: string; departed_at: string | null }[]).map((stop) => [
        minutes(stop.arrived_at),
        minutes(stop.departed_at),
      ]),
    ).toEqual([
      [29, 39],
      [44, null],
    ]);
  });

  it("are the same newest first, shuffled and all at once", async () => {
    const others = await Promise.all(
      ["Newest", "Shuffled", "Whole"].map((name) => makeTechnician(tenant, name)),
    );
    const ids = others.map(({ id }) => id);
    for (let end = day.length; end > 0; end -= 9)
      await send(ids[0] ?? "", day.slice(Math.max(0, end - 9), end));
    const mixed = shuffled(day, seededRandom(4));
    for (let from = 0; from < mixed.length; from += 7) await send(ids[1] ?? "", mixed.slice(from, from + 7));
    await send(ids[2] ?? "", day);
    for (const id of ids) expect(told(await trips(id))).toEqual(wholeDay);
  });

  it("that late fixes correct say what they were", async () => {
    await send(technician.id, [...day.slice(0, 28), ...day.slice(34)]);
    const before = await trips();
    expect(told(before)).toEqual([
      [19, 34, 90],
      [39, 44, 40],
    ]);
    await send(technician.id, day.slice(28, 34));
    const after = await trips();
    expect(told(after)).toEqual(wholeDay);
    const [first] = after;
    expect(first?.changed_from).toEqual({
      started_at: before[0]?.started_at,
      ended_at: before[0]?.ended_at,
      distance_meters: before[0]?.distance_meters,
    });
  });

  it("end by themselves when a phone falls silent", async () => {
    await send(technician.id, day.slice(0, 26));
    await restTrips(Date.now());
    expect(told(await trips())).toEqual([[19, 25, 54]]);
    expect((await trips())[0]).toMatchObject({ status: "completed", ended_by: "silence" });
    await restTrips(Date.now());
    expect(await trips()).toHaveLength(1);
    // What was only delayed puts it right.
    await send(technician.id, day.slice(26));
    expect(told(await trips())).toEqual(wholeDay);
  });

  it("come out of 50 parallel batches as of calm ones", async () => {
    const mixed = shuffled(day, seededRandom(9));
    const batches = Array.from({ length: 50 }, (_, i) => mixed.filter((_, n) => n % 25 === i % 25));
    await Promise.all(batches.map((batch) => send(technician.id, batch)));
    await send(technician.id, day.slice(-1));
    expect(told(await trips())).toEqual(wholeDay);
  });

  it("of others are nobody's business", async () => {
    await send(technician.id, day);
    const stranger = await makeUser(await makeTenant("other"), "dispatcher");
    expect((await call(`GET /technicians/${technician.id}/trips`, stranger)).status).toBe(404);
    const colleague = await makeUser(tenant, "technician", {
      technicianId: (await makeTechnician(tenant, "Bola")).id,
    });
    expect((await call(`GET /technicians/${technician.id}/trips`, colleague)).status).toBe(404);
    const own = await makeUser(tenant, "technician", { technicianId: technician.id });
    expect(told(await trips(technician.id, own))).toEqual(wholeDay);
    expect(await trips(technician.id, dispatcher, "&status=cancelled")).toEqual([]);
  });

  it("after the end of a shift that is reported later are gone, and one under way ends before it", async () => {
    await send(technician.id, day);
    await endShift(tenant.id, technician.id, new Date(start + 25.5 * MINUTE), new Date());
    expect(told(await trips())).toEqual([[19, 25, 54]]);
    const [row] = await database.owner`
      select count(*)::int as n from trips where technician_id = ${technician.id} and started_at > ${new Date(start + 26 * MINUTE)}`;
    expect(row?.n).toBe(0);
    // A square is a place too: 5.4 km east is four squares of 0.01° on, 13 km twelve.
    const [squares] = await database.owner`
      select count(distinct cell_x)::int as n from track_cells where technician_id = ${technician.id}`;
    expect(squares?.n).toBeLessThanOrEqual(6);
    expect(squares?.n).toBeGreaterThan(1);
  });
});
