import { beforeEach, describe, expect, it } from "vitest";
import { trimLoginAttempts, trimSessions } from "@/lib/auth/trim-sign-ins";
import { dropExpiredFixPartitions } from "@/lib/db/fix-partitions";
import { trimFixes } from "@/lib/tracking/commands/trim-fixes";
import { trimTracking } from "@/lib/tracking/commands/trim-tracking";
import { freshDatabase } from "../support/database";
import { makeTechnician, makeTenant, makeUser, type TestTenant } from "../support/fixtures";
import { makeDevice } from "../support/tracker-device";

const database = freshDatabase();
const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
let tenant: TestTenant;
let other: TestTenant;

beforeEach(async () => {
  tenant = await makeTenant();
  other = await makeTenant();
});

describe("what is kept only for a while", () => {
  it("ids of fixes go after two weeks, of this tenant only", async () => {
    for (const owner of [tenant, other]) {
      const person = await makeTechnician(owner);
      for (const days of [1, 15]) {
        await database.owner`insert into fix_receipts values (${owner.id}, ${person.id}, ${`id-${days}`}, ${ago(days)})`;
      }
    }
    await trimTracking(tenant.id, Date.now());
    const left =
      await database.owner`select tenant_id, client_id from fix_receipts where tenant_id in (${tenant.id}, ${other.id})`;
    expect(left.filter((row) => row.tenant_id === tenant.id).map((row) => row.client_id)).toEqual(["id-1"]);
    expect(left.filter((row) => row.tenant_id === other.id)).toHaveLength(2);
  });

  it("what was quarantined goes after a week, of this tenant only (LOC-7)", async () => {
    for (const owner of [tenant, other]) {
      const person = await makeTechnician(owner);
      const device = await makeDevice(await makeUser(owner, "dispatcher"), person.id, "traccar");
      for (const days of [6, 8]) {
        await database.owner`
          insert into quarantine values (${owner.id}, gen_random_uuid(), ${device.id}, ${person.id}, ${ago(days)},
            'unreadable', ${days}, '[]', '{}')`;
      }
    }
    await trimTracking(tenant.id, Date.now());
    const left = await database.owner`
      select tenant_id, count from quarantine where tenant_id in (${tenant.id}, ${other.id})`;
    expect(left.filter((row) => row.tenant_id === tenant.id).map((row) => row.count)).toEqual([6]);
    expect(left.filter((row) => row.tenant_id === other.id)).toHaveLength(2);
  });

  it("states to rebuild from go, but for the newest before the reach of rebuilds", async () => {
    const person = await makeTechnician(tenant);
    for (const days of [1, 2, 4, 5, 9]) {
      await database.owner`insert into tracking_checkpoints values (${tenant.id}, ${person.id}, ${ago(days)}, '{}')`;
    }
    await trimTracking(tenant.id, Date.now());
    const left =
      await database.owner`select at from tracking_checkpoints where technician_id = ${person.id} order by at`;
    expect(left.map((row) => Math.round((Date.now() - new Date(row.at).getTime()) / DAY))).toEqual([4, 2, 1]);
  });

  it("sessions go long after they ended, failed sign-ins when they no longer count", async () => {
    await makeUser(tenant, "dispatcher");
    await database.owner`update sessions set expires_at = ${ago(100)} where tenant_id = ${tenant.id}`;
    await database.owner`insert into login_attempts values ('old', 3, null, ${ago(3)}), ('new', 3, null, ${ago(1)})`;
    await trimSessions(tenant.id, Date.now());
    await trimLoginAttempts(Date.now());
    expect(await database.owner`select 1 from sessions where tenant_id = ${tenant.id}`).toHaveLength(0);
    expect(
      (await database.owner`select email_hash from login_attempts`).map((row) => row.email_hash),
    ).toContain("new");
    expect(
      (await database.owner`select email_hash from login_attempts`).map((row) => row.email_hash),
    ).not.toContain("old");
  });
});

describe("fixes", () => {
  const insertFix = (owner: TestTenant, technicianId: string, at: Date, lat = 6.5) => database.owner`
    insert into fixes (tenant_id, technician_id, recorded_at, lat, lng, id, received_at, source, verdict)
    values (${owner.id}, ${technicianId}, ${at}, ${lat}, 3.4, gen_random_uuid(), ${at}, 'api', 'good')`;
  const daysLeft = async (owner: TestTenant) =>
    (
      await database.owner<{ at: Date }[]>`
        select recorded_at as at from fixes where tenant_id = ${owner.id} order by recorded_at`
    ).map(({ at }) => Math.round((Date.now() - at.getTime()) / DAY));

  it("go when their company no longer keeps them, of that company only, whichever partition they lie in", async () => {
    await database.owner`update tenants set fix_retention_days = 10 where id = ${tenant.id}`;
    for (const owner of [tenant, other]) {
      const person = await makeTechnician(owner);
      for (const days of [0, 9, 11, 59, 20_000]) await insertFix(owner, person.id, ago(days));
    }
    expect(await trimFixes(tenant.id, Date.now())).toBe(3);
    expect(await daysLeft(tenant)).toEqual([9, 0]);
    expect(await daysLeft(other)).toEqual([20_000, 59, 11, 9, 0]);
  });

  it("go in batches, all of them", async () => {
    const person = await makeTechnician(tenant);
    await database.owner`
      insert into fixes (tenant_id, technician_id, recorded_at, lat, lng, id, received_at, source, verdict)
      select ${tenant.id}, ${person.id}, ${ago(100)}::timestamptz + n * interval '1 second', 6.5, 3.4, gen_random_uuid(), now(), 'api', 'good'
      from generate_series(1, 12001) n`;
    await insertFix(tenant, person.id, ago(1));
    expect(await trimFixes(tenant.id, Date.now())).toBe(12_001);
    expect(await daysLeft(tenant)).toEqual([1]);
  });

  it("of a day that no company keeps any more go with the day, and no day that one of them still keeps", async () => {
    await database.owner`update tenants set fix_retention_days = 60`;
    await database.owner`update tenants set fix_retention_days = 90 where id = ${other.id}`;
    await database.owner`select ensure_fix_partitions(current_date - 95, current_date - 85)`;
    const partition = async (days: number) => {
      const [row] = await database.owner<{ present: boolean }[]>`
        select to_regclass('fixes_' || to_char((now() at time zone 'UTC')::date - ${days}::int, 'YYYYMMDD')) is not null as present`;
      return row?.present;
    };
    const dropped = await dropExpiredFixPartitions(Date.now() + 1000 * DAY);
    expect(dropped).toHaveLength(5);
    expect([await partition(91), await partition(90), await partition(85)]).toEqual([false, true, true]);
    expect(await dropExpiredFixPartitions(Date.now())).toEqual([]);
    // A late fix of such a day still has a place.
    const person = await makeTechnician(other);
    await insertFix(other, person.id, ago(93));
    expect(await daysLeft(other)).toEqual([93]);
  });
});
