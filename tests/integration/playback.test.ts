import { beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { endShift } from "@/lib/shifts/commands/end-shift";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import type { TrackWire } from "@/lib/tracking/playback/track-wire";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let start: number;

/** `[minute, metres east]`: at a place, nine kilometres away from the site in its middle, and back at the site. */
const day: (readonly [minute: number, meters: number])[] = [
  ...Array.from({ length: 20 }, (_, i) => [i, 9000 + (i % 3)] as const),
  ...Array.from({ length: 10 }, (_, i) => [20 + i, 8100 - 900 * i] as const),
  ...Array.from({ length: 10 }, (_, i) => [30 + i, i % 3] as const),
];

beforeEach(async () => {
  start = Date.now() - 120 * MINUTE;
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  await makeJob(dispatcher, {
    technician_id: technician.id,
    window_start: new Date(start).toISOString(),
    window_end: new Date(start + 60 * MINUTE).toISOString(),
  });
  await recordFixes(
    submission(
      tenant,
      technician.id,
      day.map(([minute, meters]) => incoming(start + minute * MINUTE, eastOfSite(meters))),
    ),
  );
});

const span = () => `from=${new Date(start).toISOString()}&to=${new Date(start + 110 * MINUTE).toISOString()}`;
const trackOf = async (path: string, user: { cookie: string } = dispatcher) =>
  call(`GET ${path}`, { cookie: user.cookie });
async function tripId(): Promise<string> {
  const { json } = await trackOf(`/technicians/${technician.id}/trips`);
  const [trip] = json.items as unknown as { trip_id: string }[];
  return trip?.trip_id ?? "";
}

describe("what is played back (LOC-9)", () => {
  it("of a trip is its fixes, and the stay at the job it led to", async () => {
    const { status, json } = await trackOf(`/trips/${await tripId()}/track`);
    const track = json as unknown as TrackWire;
    expect(status).toBe(200);
    expect(track).toMatchObject({ technician_id: technician.id, technician_name: technician.full_name });
    expect(track.trip).toMatchObject({ status: "completed" });
    const times = track.fixes.map((fix) => (Date.parse(fix.recorded_at) - start) / MINUTE);
    expect(times).toEqual(Array.from({ length: 11 }, (_, i) => 19 + i));
    expect(track.fixes_total).toBe(11);
    expect(track.stops).toEqual([]);
    expect(track.visits).toHaveLength(1);
    expect(track.visits[0]).toMatchObject({ job_title: "Fibre install", departed_at: null });
  });

  it("of a day are all its fixes but those nobody believed, and its stops", async () => {
    const later = start + 60 * MINUTE;
    await recordFixes(
      submission(tenant, technician.id, [
        incoming(later, { lat: 48, lng: 11 }),
        incoming(later + MINUTE, eastOfSite(1)),
      ]),
    );
    const { json } = await trackOf(`/technicians/${technician.id}/track?${span()}`);
    const track = json as unknown as TrackWire;
    expect(track.fixes_total).toBe(day.length + 1);
    expect(track.fixes.every(({ latitude }) => latitude < 20)).toBe(true);
    expect(track.trip).toBeNull();
    expect(track.stops.map((stop) => (Date.parse(stop.arrived_at) - start) / MINUTE)).toEqual([29]);
  });

  it("has nothing of what was erased", async () => {
    const id = await tripId();
    await endShift(tenant.id, technician.id, new Date(start + 25.5 * MINUTE), new Date());
    const { json } = await trackOf(`/trips/${id}/track`);
    const track = json as unknown as TrackWire;
    expect((Date.parse(track.fixes.at(-1)?.recorded_at ?? "") - start) / MINUTE).toBe(25);
    expect(track.visits).toEqual([]);
  });

  it("is nobody else's business, and a trip that never was is gone", async () => {
    const id = await tripId();
    const stranger = await makeUser(await makeTenant("other"), "dispatcher");
    const colleague = await makeUser(tenant, "technician", {
      technicianId: (await makeTechnician(tenant, "Bola")).id,
    });
    const own = await makeUser(tenant, "technician", { technicianId: technician.id });
    for (const path of [`/trips/${id}/track`, `/technicians/${technician.id}/track?${span()}`]) {
      expect((await trackOf(path, stranger)).status).toBe(404);
      expect((await trackOf(path, colleague)).status).toBe(404);
      expect((await trackOf(path, own)).status).toBe(200);
    }
    await database.owner`update trips set status = 'cancelled' where id = ${id}`;
    expect((await trackOf(`/trips/${id}/track`)).status).toBe(404);
    expect((await trackOf("/trips/nonsense/track")).status).toBe(404);
  });

  it("of more than a day is refused with a sentence", async () => {
    const to = new Date(start + 26 * 60 * MINUTE).toISOString();
    const path = `/technicians/${technician.id}/track?from=${new Date(start).toISOString()}&to=${to}`;
    expect(await trackOf(path)).toMatchObject({ status: 422, json: { field: "to" } });
  });
});
