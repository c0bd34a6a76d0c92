import { beforeEach, describe, expect, it } from "vitest";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
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
import { ledgerOf } from "../support/ledger";

const database = freshDatabase();
const MINUTE = 60_000;
let tenant: TestTenant;
let dispatcher: TestUser;
let technician: TechnicianWire;
/** Half an hour ago: the job's window reaches back to it. */
let start: number;

beforeEach(async () => {
  start = Date.now() - 30 * MINUTE;
  tenant = await makeTenant();
  dispatcher = await makeUser(tenant, "dispatcher");
  technician = await makeTechnician(tenant);
  await makeJob(dispatcher, { technician_id: technician.id, window_start: new Date(start).toISOString() });
});

const send = (...steps: (readonly [minute: number, meters: number])[]) =>
  recordFixes(
    submission(
      tenant,
      technician.id,
      steps.map(([minute, meters]) => incoming(start + minute * MINUTE, eastOfSite(meters))),
    ),
  );
const minutes = (epoch: number | null) => (epoch === null ? null : (epoch - start) / MINUTE);
const visits = async () =>
  (await ledgerOf(database.owner, technician.id)).visits.map(([, from, to]) => [
    minutes(from as number),
    minutes(to as number | null),
  ]);

describe("verdicts that later fixes prove wrong (LOC-7)", () => {
  const verdicts = async () =>
    (
      await database.owner<{ at: Date; verdict: string; before: string | null }[]>`
        select recorded_at as at, verdict, verdict_before as before from fixes
        where technician_id = ${technician.id} order by recorded_at`
    ).map(({ at, verdict, before }) => [minutes(at.getTime()), verdict, before]);
  const AWAY = 100_000;

  it("are revised, and the stay that was held for a jump is booked from its first fix", async () => {
    await send([0, AWAY]);
    await send([1, 10]);
    await send([6, 12]);
    expect(await visits()).toEqual([]);
    expect(await verdicts()).toEqual([
      [0, "good", null],
      [1, "outlier", null],
      [6, "outlier", null],
    ]);
    const [confirmed] = await send([11, 11]);
    expect(confirmed).toMatchObject({ verdict: "good", verdict_reason: "jump_confirmed" });
    expect(await visits()).toEqual([[1, null]]);
    expect(await verdicts()).toEqual([
      [0, "good", null],
      [1, "good", "outlier"],
      [6, "good", "outlier"],
      [11, "good", null],
    ]);
    const { json } = await call(`GET /technicians/${technician.id}/fixes`, dispatcher);
    const items = json.items as unknown as { verdict: string; verdict_before: string | null }[];
    expect(items.map((fix) => [fix.verdict, fix.verdict_before])[1]).toEqual(["good", "outlier"]);
  });

  it("are revised the other way by a late fix", async () => {
    await send([0, 0], [10, 40_000]);
    expect((await verdicts())[1]).toEqual([10, "good", null]);
    await send([9, 100]);
    expect(await verdicts()).toEqual([
      [0, "good", null],
      [9, "late", null],
      [10, "outlier", "good"],
    ]);
  });
});
