import { describe, expect, it } from "vitest";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { parseFix } from "@/lib/tracking/schema";
import type { Fix } from "@/lib/tracking/types";
import { freshDatabase } from "../support/database";
import { submission } from "../support/day";
import { inBatches, repeated } from "../support/deliveries";
import { seededRandom, shuffled } from "../support/fixes";
import { makeJob, makeTechnician, makeTenant, makeUser, type TestTenant } from "../support/fixtures";
import { type LoggedRow, ledgerOf, logOf } from "../support/ledger";
import { foldedVisits, movedInTime, type RecordedDay, recordedDay, stayOf } from "../support/moved-trace";
import { loadTraces, tracesMissing } from "../support/traces";

const recorded = ["android-quiet-day-2016-08-10.csv", "ios-duplicates-2016-02-22.csv"];
const traces = loadTraces()?.filter(({ name }) => recorded.includes(name)) ?? null;
if (traces === null) process.stdout.write(`${tracesMissing}\n`);

const database = freshDatabase();
const HOUR = 3_600_000;

/** A recorded day moved so that it ended just now, as its fixes leave the parser. */
function todays(day: RecordedDay): RecordedDay {
  const moved = movedInTime(day, Date.now() + HOUR - 60_000 - day.until);
  return { ...moved, fixes: moved.fixes.map((fix) => read(fix).fix) };
}

function read({ at, point, accuracyMeters, speedMps, headingDegrees, source }: Fix) {
  const wire = {
    latitude: point.lat,
    longitude: point.lng,
    accuracy: accuracyMeters,
    speed: speedMps,
    heading: headingDegrees,
    recorded_at: new Date(at).toISOString(),
  };
  return parseFix(wire, { receivedAt: Date.now(), retentionMs: Number.POSITIVE_INFINITY, source });
}

interface Crewman {
  readonly day: RecordedDay;
  readonly technician: TechnicianWire;
  readonly jobs: readonly JobWire[];
}

/** One company with a technician and his jobs for each day. */
async function company(days: readonly RecordedDay[]): Promise<{ tenant: TestTenant; crew: Crewman[] }> {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const crew: Crewman[] = [];
  for (const day of days) {
    const technician = await makeTechnician(tenant, day.name);
    const window_start = new Date(Math.min(...day.fixes.map(({ at }) => at))).toISOString();
    const jobs: JobWire[] = [];
    for (const { profile } of day.jobs) {
      const { lat: latitude, lng: longitude } = profile.shape.center;
      jobs.push(
        await makeJob(dispatcher, { technician_id: technician.id, latitude, longitude, window_start }),
      );
    }
    crew.push({ day, technician, jobs });
  }
  return { tenant, crew };
}

const send = (tenant: TestTenant, { technician }: Crewman, fixes: readonly Fix[]) =>
  recordFixes(submission(tenant, technician.id, fixes.map(read)));

type Way = (tenant: TestTenant, man: Crewman, random: () => number) => Promise<unknown>;

async function oneAfterTheOther(
  tenant: TestTenant,
  man: Crewman,
  batches: readonly { fixes: readonly Fix[] }[],
) {
  for (const { fixes } of batches) await send(tenant, man, fixes);
}

const ways: Record<string, Way> = {
  "in order": (tenant, man, random) => oneAfterTheOther(tenant, man, inBatches(man.day.fixes, 30, 0, random)),
  "shuffled, each 1 to 5 times, in random batches all at once": (tenant, man, random) =>
    Promise.all(
      inBatches(shuffled(repeated(man.day.fixes, random), random), 60, 0, random).map(({ fixes }) =>
        send(tenant, man, fixes),
      ),
    ),
  "newest first, in random batches": (tenant, man, random) =>
    oneAfterTheOther(tenant, man, inBatches(man.day.fixes.toReversed(), 20, 0, random)),
};

/** Visits as the pure fold has them, named like the jobs of the company. */
function expectedOf({ day, jobs }: Crewman) {
  const numbers = new Map(day.jobs.map(({ jobId }, index) => [jobId, jobs[index]?.number]));
  return foldedVisits(day)
    .map((visit) => ({
      ...stayOf(visit),
      closeReason: visit.closeReason,
      number: numbers.get(visit.jobId) ?? 0,
    }))
    .sort((a, b) => a.arrivedAt - b.arrivedAt || a.number - b.number);
}

describe.skipIf(traces === null)(
  "real phones of two technicians at once, through the database (LOC-8)",
  () => {
    it.each(Object.entries(ways))("%s: the visits and job times of the day in order", async (_name, way) => {
      const days = (traces ?? []).map(recordedDay).map(todays);
      const { tenant, crew } = await company(days);
      await Promise.all(crew.map((man, index) => way(tenant, man, seededRandom(index + 1))));
      for (const man of crew) {
        const found = await ledgerOf(database.owner, man.technician.id);
        const expected = expectedOf(man);
        expect(expected.length).toBeGreaterThan(5);
        expect(found.visits).toEqual(
          expected.map((one) => [one.number, one.arrivedAt, one.departedAt, one.closeReason]),
        );
        expect(found.intervals).toEqual(expected.map((one) => [one.arrivedAfter, one.departedAfter]));
        const times = found.jobs.map(([number, , arrivedAt, departedAt]) => [number, arrivedAt, departedAt]);
        expect(times).toEqual(man.jobs.map(({ number }) => jobTimes(number, expected)));
        expect(found.fixes).toHaveLength(new Set(man.day.fixes.map(({ at }) => at)).size);
      }
      await expectOneArrivalEach(tenant);
    });
  },
);

/** First arrival and last departure of a job; none of the latter while somebody is there, neither without a visit. */
function jobTimes(number: number, visits: ReturnType<typeof expectedOf>) {
  const own = visits.filter((visit) => visit.number === number);
  const departures = own.flatMap(({ departedAt }) => departedAt ?? []);
  const isOver = own.length > 0 && departures.length === own.length;
  return [number, own[0]?.arrivedAt ?? null, isOver ? Math.max(...departures) : null];
}

/** No visit is announced twice, and no stay under two names, as news, without a word in between that it was none. */
async function expectOneArrivalEach(tenant: TestTenant): Promise<void> {
  const log = await logOf(database.owner, tenant.id);
  const isArrival = ({ type, payload }: LoggedRow) =>
    type === "geofence_event" && payload.event_type === "enter";
  const visits = log.filter(isArrival).map(({ payload }) => payload.visit_id);
  expect(visits.length).toBeGreaterThan(0);
  expect(new Set(visits).size).toBe(visits.length);
  const believed = new Map<unknown, string[]>();
  for (const row of log) {
    const { job_id: jobId, occurred_at: at, received_at: received } = row.payload;
    if (row.type === "job_status" && row.payload.change === "visit")
      believed.delete((row.payload.job as JobWire).id);
    if (!isArrival(row) || Date.parse(String(received)) - Date.parse(String(at)) >= HOUR / 4) continue;
    const known = believed.get(jobId) ?? [];
    expect(known).not.toContain(String(at));
    believed.set(jobId, [...known, String(at)]);
  }
}
