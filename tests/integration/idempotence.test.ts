import { beforeEach, describe, expect, it } from "vitest";
import type { FixResultWire, JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { ingestBatch, ingestFix } from "@/lib/tracking/commands/ingest";
import { freshDatabase } from "../support/database";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { toldEvents } from "../support/ledger";
import { wireFix } from "../support/phone-wire";

const database = freshDatabase();
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
let job: JobWire;

beforeEach(async () => {
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  job = await makeJob(dispatcher, { technician_id: technician.id });
});

const context = () => ({
  identity: dispatcher.identity,
  technicianId: technician.id,
  receivedAt: Date.now(),
  source: "api" as const,
});
const send = (fix: unknown) => ingestFix(fix, context());
const sendAll = (fixes: unknown[]) => ingestBatch({ fixes }, context());
const stored = async () =>
  (await database.owner`select count(*)::int as n from fixes where technician_id = ${technician.id}`)[0]?.n;
const fresh = (results: readonly FixResultWire[]) => results.filter((result) => !result.duplicate).length;

describe("a fix sent again", () => {
  const now = Date.now();
  const inside = eastOfSite(10);
  const again: [string, unknown, unknown][] = [
    ["with its id and its time", wireFix(now, inside, { id: "f1" }), wireFix(now, inside, { id: "f1" })],
    [
      "with its id, without a time",
      { ...wireFix(now, inside, { id: "f1" }), recorded_at: null },
      { ...wireFix(now, inside, { id: "f1" }), recorded_at: null },
    ],
    [
      "with its id and a time of another making",
      wireFix(now, inside, { id: "f1" }),
      wireFix(now + 1000, inside, { id: "f1" }),
    ],
    ["without an id", wireFix(now, inside), wireFix(now, inside)],
    ["with an id only the second time", wireFix(now, inside), wireFix(now, inside, { id: "f1" })],
    [
      "in another zone's words",
      wireFix(now, inside),
      {
        ...wireFix(now, inside),
        recorded_at: new Date(now + 3_600_000).toISOString().replace("Z", "+01:00"),
      },
    ],
  ];
  it.each(again)(
    "%s is stored once, said to be a duplicate, and causes no second event",
    async (_how, first, second) => {
      const started = Date.now();
      const shift = (fix: unknown) => {
        const { recorded_at, ...rest } = fix as { recorded_at: string | null };
        return recorded_at === null
          ? rest
          : { ...rest, recorded_at: new Date(Date.parse(recorded_at) + started - now).toISOString() };
      };
      expect(await send(shift(first))).toMatchObject({
        accepted: true,
        duplicate: false,
        geofence_event: { event_type: "enter" },
      });
      expect(await send(shift(second))).toMatchObject({
        accepted: true,
        duplicate: true,
        verdict: "duplicate",
      });
      expect(await stored()).toBe(1);
      expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter"]);
    },
  );

  it("after newer ones came is still known by its time and place", async () => {
    const at = Date.now();
    await sendAll([wireFix(at, eastOfSite(900)), wireFix(at + 10_000, eastOfSite(800))]);
    expect(await send(wireFix(at, eastOfSite(900)))).toMatchObject({ duplicate: true, verdict: "duplicate" });
    expect(await stored()).toBe(2);
  });

  it("at the same moment at another place is another fix", async () => {
    const at = Date.now();
    await send(wireFix(at, eastOfSite(900)));
    expect(await send(wireFix(at, eastOfSite(950)))).toMatchObject({ duplicate: false, verdict: "late" });
    expect(await stored()).toBe(2);
  });
});

describe("a batch sent again", () => {
  const drive = (from: number, withIds = true) =>
    Array.from({ length: 40 }, (_, i) =>
      wireFix(from + i * 2000, eastOfSite(Math.abs(700 - i * 40)), withIds ? { id: `d${i}` } : {}),
    );

  it("adds nothing, and one that overlaps adds only what is new", async () => {
    const fixes = drive(Date.now());
    expect(fresh(await sendAll(fixes.slice(0, 30)))).toBe(30);
    expect(fresh(await sendAll(fixes.slice(0, 30)))).toBe(0);
    expect(fresh(await sendAll(fixes.slice(20)))).toBe(10);
    expect(await stored()).toBe(40);
    expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
  });

  it.each([true, false])(
    "eight times at once (with ids: %s) is stored once and told once",
    async (withIds) => {
      const fixes = drive(Date.now(), withIds);
      const answers = await Promise.all(Array.from({ length: 8 }, () => sendAll(fixes)));
      expect(answers.reduce((sum, results) => sum + fresh(results), 0)).toBe(40);
      expect(await stored()).toBe(40);
      expect(await toldEvents(database.owner, tenant.id)).toEqual(["enter", "exit"]);
      const [visits] = await database.owner`select count(*)::int as n from visits where job_id = ${job.id}`;
      expect(visits?.n).toBe(1);
    },
  );

  it("that repeats its own fixes counts each once", async () => {
    const fixes = drive(Date.now());
    expect(fresh(await sendAll([...fixes, ...fixes.toReversed()]))).toBe(40);
    const bare = drive(Date.now() + 1, false);
    expect(fresh(await sendAll([...bare.toReversed(), ...bare]))).toBe(40);
    expect(await stored()).toBe(80);
  });
});
