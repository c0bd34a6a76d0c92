import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { Run } from "../areas/hour-runs";
import type { WatchedFix } from "../areas/watch";
import type { TechnicianKey } from "../technician-key";

const columns = `f.id, (extract(epoch from f.recorded_at) * 1000)::float8 as at, f.lat, f.lng, f.accuracy_meters, f.speed_mps,
  f.heading_degrees, f.source, f.verdict`;

/** Exact enough to tell in from out; unknown counts as 50 m at most. */
const telling = `coalesce(f.accuracy_meters, 0) <= 150`;

/** Fixes that were believed, and late ones: those that do not fit are found out when their day is folded again, soon after. */
const believed = `f.tenant_id = $1 and f.technician_id = $2
  and (f.verdict in ('good', 'coarse') or (f.verdict = 'late' and f.verdict_reason is distinct from 'same_time' and not f.mock))`;

const aroundText = `
  select fix.*
  from (
    select to_timestamp(low / 1000) as low, to_timestamp(high / 1000) as high,
      to_timestamp(coalesce(lag(high) over (order by low), $5::float8) / 1000) as earliest,
      to_timestamp(coalesce(lead(low) over (order by low), $6::float8) / 1000) as latest
    from unnest(($3::text)::float8[], ($4::text)::float8[]) as r(low, high)
  ) as run
  cross join lateral (
    (select ${columns} from fixes f where ${believed} and ${telling} and f.recorded_at < run.low and f.recorded_at >= run.earliest order by f.recorded_at desc limit 1)
    union all
    (select ${columns} from fixes f where ${believed} and f.recorded_at >= run.low and f.recorded_at < run.high)
    union all
    (select ${columns} from fixes f where ${believed} and ${telling} and f.recorded_at >= run.high and f.recorded_at < run.latest order by f.recorded_at limit 1)
  ) as fix
  order by fix.at, fix.lat, fix.lng`;

/**
 * Believed fixes of a technician in stretches of time, and the one before and the one after each that tell something, in time
 * order; one that is both is there twice. What lies between two stretches is looked for between them only, so that few days are opened.
 * @param context from when to when to look before the first stretch and after the last one, epoch ms
 */
export async function fixesAround(
  client: TransactionSql,
  key: TechnicianKey,
  runs: readonly Run[],
  context: Run,
): Promise<WatchedFix[]> {
  const rows = await client.unsafe<WatchedFix[]>(
    aroundText,
    [
      key.tenantId,
      key.technicianId,
      arrayLiteral(runs.map((run) => run.from)),
      arrayLiteral(runs.map((run) => run.until)),
      context.from,
      context.until,
    ],
    { prepare: true },
  );
  return rows.map((row) => ({ ...row, at: Math.round(row.at) }));
}
