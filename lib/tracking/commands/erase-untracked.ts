import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { Work } from "@/lib/db/transaction";
import { lockJobs } from "@/lib/jobs/commands/lock-jobs";
import { HOUR_MS } from "../areas/hour-runs";
import { isTracked } from "../is-tracked";
import { dayMaterial } from "../queries/rebuild-material";
import { lockTechnicians } from "../queries/technicians";
import { readTrackingTimes } from "../queries/tracking-times";
import { REACH_MS } from "../reach";
import { keyOf, type TechnicianKey } from "../technician-key";
import type { Fix } from "../types";
import { eraseDecided, eraseTold } from "./erase-evidence";
import { eraseReports } from "./erase-reports";
import { holdFixes } from "./hold-fixes";
import { noteCells } from "./note-cells";
import { rebuildUnderLock } from "./rebuild-visits";
import { sealFixes } from "./seal-fixes";

/** Rows of one statement. */
const BATCH = 5_000;

/**
 * Takes what has to be held while a technician's fixes are erased, in the order of locks: himself and his jobs.
 * @param now epoch ms
 */
export async function holdForErasure(
  unit: Work,
  client: TransactionSql,
  key: TechnicianKey,
  now: number,
): Promise<void> {
  await holdFixes(client, key);
  const technicians = await lockTechnicians(client, [{ ...key, since: now - REACH_MS }]);
  const jobs = technicians.get(keyOf(key))?.candidates ?? [];
  await lockJobs(
    unit,
    [key.technicianId],
    jobs.map(({ jobId }) => jobId),
  );
}

/**
 * Forgets where a technician was since a moment, wherever he is no longer to be tracked, because his shift had ended by then
 * (LOC-12): fixes and what was made of them, his position, what his devices said. What is not 12 h old is sealed instead,
 * for the shift that ended by mistake and starts again. Call it after the shift is written, under `holdForErasure`.
 * @param since epoch ms
 * @param now epoch ms
 * @returns how many fixes were erased
 */
export async function eraseUntracked(
  unit: Work,
  client: TransactionSql,
  key: TechnicianKey,
  since: number,
  now: number,
): Promise<number> {
  const times = (await readTrackingTimes(client, [{ ...key, since }])).get(keyOf(key));
  if (times === undefined) return 0;
  const isKept = (at: number) => isTracked(times, at);
  const { fixes } = await dayMaterial(client, key, since);
  const erased = fixes.filter(({ at }) => !isKept(at));
  if (erased.length > 0) {
    await sealFixes(
      client,
      erased.map((fix) => ({ ...key, incoming: { fix, clientId: null, jobId: null } })),
      now,
    );
    await eraseFixes(client, key, erased, since);
    await eraseCells(client, key, since);
    await restorePosition(client, key, erased);
    await eraseTold(client, key, erased, since);
    await rebuildUnderLock(unit, client, key, now);
    await eraseDecided(client, key, erased, since);
    await eraseTrips(client, key, since);
  }
  await eraseReports(client, key, since, isKept);
  return erased.length;
}

async function eraseFixes(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  erased: readonly Fix[],
  since: number,
): Promise<void> {
  for (let start = 0; start < erased.length; start += BATCH) {
    const ids = arrayLiteral(erased.slice(start, start + BATCH).map(({ fixId }) => fixId));
    await client`
      delete from fixes
      where tenant_id = ${tenantId} and technician_id = ${technicianId}
        and recorded_at >= to_timestamp(${since}::float8 / 1000) and id = any(${ids}::text::uuid[])`;
  }
  await client`
    update tracking_states
    set rebuild_from = least(rebuild_from, to_timestamp(${since}::float8 / 1000)), version = version + 1
    where tenant_id = ${tenantId} and technician_id = ${technicianId}`;
}

/** The squares of the hours in question are those of the fixes that are left. */
async function eraseCells(client: TransactionSql, key: TechnicianKey, since: number): Promise<void> {
  const from = Math.floor(since / HOUR_MS) * HOUR_MS;
  await client`
    delete from track_cells
    where tenant_id = ${key.tenantId} and technician_id = ${key.technicianId}
      and hour >= to_timestamp(${from}::float8 / 1000)`;
  const { fixes } = await dayMaterial(client, key, from);
  await noteCells(
    client,
    fixes.map((fix) => ({ ...key, incoming: { fix } })),
  );
}

/** Trips that began after it are gone with what was told of them; one under way has been folded to end before. */
async function eraseTrips(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  since: number,
): Promise<void> {
  await client`
    delete from trips
    where tenant_id = ${tenantId} and technician_id = ${technicianId} and status = 'cancelled'
      and started_at >= to_timestamp(${since}::float8 / 1000)`;
}

/** The marker goes back to the newest good fix that is still there, or away. */
async function restorePosition(
  client: TransactionSql,
  { tenantId, technicianId }: TechnicianKey,
  erased: readonly Fix[],
): Promise<void> {
  const moments = arrayLiteral([...new Set(erased.map(({ at }) => new Date(at).toISOString()))]);
  const gone = await client`
    delete from positions
    where tenant_id = ${tenantId} and technician_id = ${technicianId} and recorded_at = any(${moments}::text::timestamptz[])`;
  if (gone.count === 0) return;
  await client`
    insert into positions (tenant_id, technician_id, lat, lng, accuracy_meters, speed_mps, heading_degrees, battery_percent,
      recorded_at, received_at)
    select tenant_id, technician_id, lat, lng, accuracy_meters, speed_mps, heading_degrees, battery_percent, recorded_at,
      received_at
    from fixes
    where tenant_id = ${tenantId} and technician_id = ${technicianId} and verdict = 'good'
    order by recorded_at desc limit 1`;
}
