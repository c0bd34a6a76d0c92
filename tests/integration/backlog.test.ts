import { afterEach, describe, expect, it } from "vitest";
import type { FixResultWire } from "@/lib/realtime/protocol";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { startWorker, type TaskWorker } from "@/server/timers/worker";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import { incoming, submission, wanderingDay } from "../support/day";
import { dayCompany } from "../support/day-company";
import { eastOfSite } from "../support/fixes";
import { makeToken, type TestTenant } from "../support/fixtures";
import { ledgerOf, standing } from "../support/ledger";
import { until } from "../support/until";

const database = freshDatabase();
const HOUR = 3_600_000;
let worker: TaskWorker | null = null;

afterEach(async () => {
  await worker?.stop();
  worker = null;
});

type Day = ReturnType<typeof wanderingDay>;

async function live(day: Day, from: number) {
  const { tenant, technician } = await dayCompany(from);
  for (let next = 0; next < day.length; next += 40) {
    const fixes = day.slice(next, next + 40).map(({ at, point, ...more }) => incoming(at, point, more));
    await recordFixes(submission(tenant, technician.id, fixes));
  }
  return { visits: await visitsOf(technician.id), decisions: await standing(database.owner, technician.id) };
}

const visitsOf = async (technicianId: string) => (await ledgerOf(database.owner, technicianId)).visits;

/** Uploads fixes as a phone does that comes back: newest first, one request after the answer to the other. */
async function upload(tenant: TestTenant, technicianId: string, day: Day, size: number): Promise<number[]> {
  const token = await makeToken(tenant, ["locations:write"], technicianId);
  const statuses: number[] = [];
  for (let end = day.length; end > 0; end -= size) {
    const fixes = day.slice(Math.max(0, end - size), end).toReversed();
    const answer = await call(`POST /technicians/${technicianId}/locations`, {
      token,
      body: {
        fixes: fixes.map(({ at, point, accuracyMeters, speedMps }) => ({
          latitude: point.lat,
          longitude: point.lng,
          accuracy: accuracyMeters,
          speed: speedMps,
          recorded_at: new Date(at).toISOString(),
        })),
      },
    });
    const results = answer.json.results as unknown as FixResultWire[];
    expect(results.filter((one) => !one.accepted)).toEqual([]);
    statuses.push(answer.status);
  }
  return statuses;
}

const rebuildTasks = async () => {
  const rows = await database.owner<{ run_at: Date }[]>`
    select run_at from graphile_worker._private_jobs where key like 'rebuild:%'`;
  return rows.map((row) => row.run_at.getTime());
};

describe("a phone that comes back with a day of fixes, newest first", () => {
  it("is never refused, and soon after the last upload its visits and decisions are those of a phone heard live", async () => {
    const from = Date.now() - 23 * HOUR;
    const day = wanderingDay(11, from, Date.now());
    const heard = await live(day, from);
    expect(heard.visits.length).toBeGreaterThan(20);
    const { tenant, technician } = await dayCompany(from);
    worker = await startWorker();
    const statuses = await upload(tenant, technician.id, day, 250);
    expect(new Set(statuses)).toEqual(new Set([200]));
    await until(
      "nothing is left to fold",
      async () => {
        const [row] = await database.owner`
          select count(*)::int as n from tracking_states where technician_id = ${technician.id} and rebuild_from is not null`;
        return row?.n === 0;
      },
      30_000,
    );
    expect(await visitsOf(technician.id)).toEqual(heard.visits);
    expect(await standing(database.owner, technician.id)).toEqual(heard.decisions);
  });

  it("has its visits before the answer while there is little to fold, and one task for all uploads of a long day", async () => {
    const from = Date.now() - 20 * HOUR;
    const day = wanderingDay(12, from, Date.now());
    const { tenant, technician } = await dayCompany(from);
    await upload(tenant, technician.id, day.slice(-1_000), 500);
    const [early] = await database.owner`
      select rebuild_from from tracking_states where technician_id = ${technician.id}`;
    expect(early?.rebuild_from).toBeNull();
    expect((await visitsOf(technician.id)).length).toBeGreaterThan(0);
    await upload(tenant, technician.id, day.slice(0, -1_000), 500);
    const [late] = await database.owner`
      select rebuild_from from tracking_states where technician_id = ${technician.id}`;
    expect(late?.rebuild_from).toEqual(new Date(from));
    expect(await rebuildTasks()).toHaveLength(1);
  });

  it("is not overtaken by the clock while more of it is to come", async () => {
    const from = Date.now() - 2 * HOUR;
    const { tenant, technician } = await dayCompany(from);
    const away = Array.from({ length: 90 }, (_, index) => incoming(from + index * 10_000, eastOfSite(-900)));
    const arriving = incoming(from + 900_000, eastOfSite(-60), { accuracyMeters: 5, speedMps: 9 });
    const sent = Date.now();
    await recordFixes(submission(tenant, technician.id, [...away, arriving]));
    const [clock] = await database.owner<{ at: Date }[]>`
      select run_at as at from graphile_worker.jobs where task_identifier = 'advance_clock'`;
    expect(clock?.at.getTime()).toBeGreaterThan(sent + 900);
  });
});
