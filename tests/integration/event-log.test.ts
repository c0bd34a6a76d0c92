import { beforeAll, describe, expect, it } from "vitest";
import { inTenant, readTenant } from "@/lib/db/transaction";
import { isAppError } from "@/lib/errors";
import { assignJob } from "@/lib/jobs/commands/assign-job";
import { changePace } from "@/lib/jobs/commands/change-pace";
import { checkIn } from "@/lib/jobs/commands/check-in";
import { finishJob } from "@/lib/jobs/commands/finish-job";
import { readLog } from "@/lib/realtime/event-log";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { changeTechnician } from "@/lib/technicians/commands/change-technician";
import { advanceClock } from "@/lib/tracking/commands/advance-clock";
import { rebuildVisits } from "@/lib/tracking/commands/rebuild-visits";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { writeBatch } from "@/lib/tracking/commands/write-batch";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { eastOfSite, seededRandom } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { logOf } from "../support/ledger";

const database = freshDatabase();
let tenant: TestTenant;
let dispatcher: TestUser;
let crew: { technician: TechnicianWire; jobs: JobWire[] }[];

beforeAll(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  crew = [];
  for (let i = 0; i < 6; i += 1) {
    const technician = await makeTechnician(tenant, `Technician ${i}`);
    const jobs = [];
    for (let n = 0; n < 3; n += 1) jobs.push(await makeJob(dispatcher, { technician_id: technician.id }));
    crew.push({ technician, jobs });
  }
});

/** Follows the log as a reader that knows only the last number it saw; stops when told. */
function follow(): { seen: number[]; stop(): Promise<void> } {
  const seen: number[] = [];
  let on = true;
  const reading = (async () => {
    while (on) {
      const page = await readTenant(tenant.id, (tx) =>
        readLog(tx, tenant.id, { after: seen.at(-1) ?? 0, limit: 50 }),
      );
      seen.push(...page.map(({ event }) => event.seq));
    }
  })();
  return {
    seen,
    stop: async () => {
      on = false;
      await reading;
    },
  };
}

describe("the event log", () => {
  it("is numbered without gap or double in commit order while thirty writers and the ingest are at it", async () => {
    const random = seededRandom(11);
    const pick = <T>(items: readonly T[]): T => {
      const item = items[Math.floor(random() * items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    };
    const readers = [follow(), follow()];
    const input = { reason: null, at: undefined, version: undefined };
    const surprises: unknown[] = [];
    const now = () => new Date();
    const oneOf = [
      async () => void (await makeJob(dispatcher, { technician_id: pick(crew).technician.id })),
      async () =>
        void (await assignJob(
          dispatcher.identity,
          pick(pick(crew).jobs).id,
          pick(crew).technician.id,
          input,
          now(),
        )),
      async () => void (await checkIn(dispatcher.identity, pick(pick(crew).jobs).id, input, now())),
      async () =>
        void (await finishJob(dispatcher.identity, pick(pick(crew).jobs).id, "complete", input, now())),
      async () =>
        void (await changePace(
          dispatcher.identity,
          pick(pick(crew).jobs).id,
          pick(["hold", "resume", "start_travel"] as const),
          input,
          now(),
        )),
      async () =>
        void (await changeTechnician(
          tenant.id,
          pick(crew).technician.id,
          { status: pick(["on_break", "available"] as const) },
          now(),
        )),
      async () =>
        void (await advanceClock(
          { tenantId: tenant.id, technicianId: pick(crew).technician.id },
          Date.now(),
        )),
      async () =>
        void (await rebuildVisits(
          { tenantId: tenant.id, technicianId: pick(crew).technician.id },
          Date.now() - 60_000,
        )),
    ];
    const writers = Array.from({ length: 30 }, async (_, who) => {
      for (let round = 0; round < 4; round += 1) {
        const fixes = [incoming(Date.now() + round, eastOfSite(random() < 0.5 ? 10 : 900))];
        const { technician } = pick(crew);
        const work =
          who < 8
            ? () => recordFixes(submission(tenant, technician.id, fixes))
            : who < 12
              ? () =>
                  writeBatch(
                    crew
                      .slice(0, 3)
                      .map((one) =>
                        submission(tenant, one.technician.id, [
                          incoming(Date.now() + round, eastOfSite(random() * 300)),
                        ]),
                      ),
                  )
              : pick(oneOf);
        try {
          await work();
        } catch (error) {
          // A move that is not allowed any more is what racing writers get; anything else is a fault.
          if (!(isAppError(error) && ["conflict", "impossible"].includes(error.code))) surprises.push(error);
        }
      }
    });
    await Promise.all(writers);
    const log = await logOf(database.owner, tenant.id);
    await Promise.all(readers.map((reader) => reader.stop()));
    expect(surprises).toEqual([]);
    expect(log.length).toBeGreaterThan(100);
    expect(log.map((row) => row.seq)).toEqual(log.map((_, i) => i + 1));
    for (const { seen } of readers) expect(seen).toEqual(log.slice(0, seen.length).map((row) => row.seq));
    const [counter] = await database.owner<
      { last_seq: string }[]
    >`select last_seq from event_counters where tenant_id = ${tenant.id}`;
    expect(Number(counter?.last_seq)).toBe(log.length);
    const doubled =
      await database.owner`select technician_id from jobs where status = 'running' group by technician_id having count(*) > 1`;
    expect(doubled).toHaveLength(0);
  });

  it("never shows a later number before an earlier one, however long a commit takes", async () => {
    const before = (await logOf(database.owner, tenant.id)).length;
    const slow = database.owner.begin(async (tx) => {
      // Another node's transaction that has its number and has not committed.
      await tx`update event_counters set last_seq = last_seq + 1 where tenant_id = ${tenant.id}`;
      await tx`insert into events (tenant_id, seq, type, payload, occurred_at) values (${tenant.id}, ${before + 1}, 'job_status', '{}', now())`;
      const quick = inTenant(tenant.id, async (unit) => {
        unit.emit({
          type: "job_status",
          technicianId: null,
          jobId: null,
          occurredAt: new Date(),
          payload: {},
        });
      });
      let waiting = 0;
      while (waiting === 0) {
        const [row] = await database.owner<
          { n: number }[]
        >`select count(*)::int as n from pg_locks where not granted`;
        waiting = row?.n ?? 0;
      }
      const seen = await readTenant(tenant.id, (one) =>
        readLog(one, tenant.id, { after: before, limit: 10 }),
      );
      expect(seen).toEqual([]);
      return { quick };
    });
    await (await slow).quick;
    const seen = await readTenant(tenant.id, (tx) => readLog(tx, tenant.id, { after: before, limit: 10 }));
    expect(seen.map(({ event }) => event.seq)).toEqual([before + 1, before + 2]);
  });
});
