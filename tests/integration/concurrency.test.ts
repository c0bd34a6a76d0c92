import { beforeAll, describe, expect, it, vi } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import type { Submission } from "@/lib/tracking/submission";
import { freshDatabase } from "../support/database";
import { daySites, incoming, submission, wanderingDay } from "../support/day";
import { eastOfSite, seededRandom, shuffled } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { ledgerOf, standing, toldEvents } from "../support/ledger";

const database = freshDatabase();
const HOUR = 3_600_000;

/** One company per run, so that job numbers agree and nothing is shared. */
async function company(
  from: number,
): Promise<{ tenant: TestTenant; technician: TechnicianWire; dispatcher: TestUser }> {
  const tenant = await makeTenant();
  const dispatcher = await makeUser(tenant, "dispatcher");
  const technician = await makeTechnician(tenant);
  for (const meters of daySites) {
    const { lat, lng } = eastOfSite(meters);
    await makeJob(dispatcher, {
      technician_id: technician.id,
      latitude: lat,
      longitude: lng,
      window_start: new Date(from).toISOString(),
    });
  }
  return { tenant, technician, dispatcher };
}

type Day = ReturnType<typeof wanderingDay>;
const fixesOf = (day: Day) => day.map(({ at, point, ...more }) => incoming(at, point, more));

async function inOrder(day: Day, from: number) {
  const { tenant, technician } = await company(from);
  const fixes = fixesOf(day);
  while (fixes.length > 0) await recordFixes(submission(tenant, technician.id, fixes.splice(0, 30)));
  return ledgerOf(database.owner, technician.id);
}

/** Jobs are started only by news, so their status depends on when it came; their times and visits must not. */
const withoutStatus = ({ jobs, ...rest }: Awaited<ReturnType<typeof ledgerOf>>) => ({
  ...rest,
  jobs: jobs.map(([number, , arrived, departed]) => [number, arrived, departed]),
});

/** 50 batches that overlap, each shuffled, in any order. */
function overlapping(day: Day, random: () => number): Day[] {
  const size = Math.ceil(day.length / 25);
  const batches = Array.from({ length: 50 }, (_, i) => {
    const start = Math.min(Math.floor((i * day.length) / 50), day.length - size);
    return shuffled(day.slice(start, start + size), random);
  });
  return shuffled(batches, random);
}

let second: { recordFixes(one: Submission): Promise<unknown> };

beforeAll(async () => {
  // A second copy of every module with a queue of its own: what another node (or Next's bundle) is to this one.
  vi.resetModules();
  second = await import("@/lib/tracking/commands/record-fixes");
  expect(second.recordFixes).not.toBe(recordFixes);
});

describe("50 parallel batches of one technician, shuffled and overlapping", () => {
  it.each([1, 2, 3])("leave the visits, job times and fixes of a calm run (seed %i)", async (seed) => {
    const from = Date.now() - 2 * HOUR;
    const day = wanderingDay(seed, from, Date.now());
    const calm = await inOrder(day, from);
    expect(calm.visits.length).toBeGreaterThan(1);

    const { tenant, technician } = await company(from);
    const random = seededRandom(seed);
    await Promise.all(
      overlapping(day, random).map((part) => recordFixes(submission(tenant, technician.id, fixesOf(part)))),
    );
    expect(withoutStatus(await ledgerOf(database.owner, technician.id))).toEqual(withoutStatus(calm));
  });

  it.each([4, 5])("do so through two nodes at once (seed %i)", async (seed) => {
    const from = Date.now() - 2 * HOUR;
    const day = wanderingDay(seed, from, Date.now());
    const calm = await inOrder(day, from);
    const { tenant, technician } = await company(from);
    await Promise.all(
      overlapping(day, seededRandom(seed)).map((part, i) =>
        (i % 2 === 0 ? second.recordFixes : recordFixes)(submission(tenant, technician.id, fixesOf(part))),
      ),
    );
    expect(withoutStatus(await ledgerOf(database.owner, technician.id))).toEqual(withoutStatus(calm));
  });
});

describe("fixes that come newest first, one by one", () => {
  it("leave the visits and job times of a calm run, and every standing decision once", async () => {
    const from = Date.now() - HOUR / 2;
    const day = wanderingDay(7, from, Date.now());
    const calm = await inOrder(day, from);
    const { tenant, technician } = await company(from);
    for (const fix of fixesOf(day.toReversed())) {
      await recordFixes(submission(tenant, technician.id, [fix]));
    }
    expect(withoutStatus(await ledgerOf(database.owner, technician.id))).toEqual(withoutStatus(calm));
    const decided = await standing(database.owner, technician.id);
    expect(new Set(decided).size).toBe(decided.length);
    expect(await toldEvents(database.owner, tenant.id)).not.toHaveLength(0);
  });
});

describe("many technicians at once through two nodes", () => {
  it("each have the day they would have had alone", async () => {
    const from = Date.now() - HOUR;
    const { tenant, dispatcher } = await company(from);
    const crew = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const technician = await makeTechnician(tenant, `Technician ${i}`);
        await makeJob(dispatcher, {
          technician_id: technician.id,
          window_start: new Date(from).toISOString(),
        });
        return { technician, day: wanderingDay(100 + i, from, Date.now()) };
      }),
    );
    const work = crew.flatMap(({ technician, day }, who) =>
      overlapping(day, seededRandom(who)).map((part) => ({ technician, part })),
    );
    await Promise.all(
      shuffled(work, seededRandom(9)).map(({ technician, part }, i) =>
        (i % 2 === 0 ? second.recordFixes : recordFixes)(submission(tenant, technician.id, fixesOf(part))),
      ),
    );
    for (const { technician, day } of crew) {
      const found = await ledgerOf(database.owner, technician.id);
      expect(found.fixes).toHaveLength(day.length);
      const alone = await makeTechnician(tenant, `${technician.full_name}, calm`);
      await makeJob(dispatcher, { technician_id: alone.id, window_start: new Date(from).toISOString() });
      await recordFixes(submission(tenant, alone.id, fixesOf(day)));
      const calm = await ledgerOf(database.owner, alone.id);
      expect(found.visits.map(([, ...visit]) => visit)).toEqual(calm.visits.map(([, ...visit]) => visit));
    }
  });
});
