import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import type { Run } from "../areas/hour-runs";
import { EXACT_METERS, type SearchedArea } from "../areas/searched-area";
import type { Stretch } from "../areas/stretches";
import type { WatchedFix } from "../areas/watch";
import { onlyDays } from "./only-days";

const columns = `f.id, (extract(epoch from f.recorded_at) * 1000)::float8 as at, f.lat, f.lng, f.accuracy_meters, f.speed_mps,
  f.heading_degrees, f.source, f.verdict`;

/** Exact enough to tell in from out; unknown counts as 50 m at most. */
const telling = `coalesce(f.accuracy_meters, 0) <= ${defaultFenceRules.coarseMeters}`;

/** Surely outside of the area, with metres to spare; nothing that comes before can change that. */
const outside = `f.verdict <> 'late' and (
  coalesce(f.accuracy_meters, 0) <= ${defaultFenceRules.coarseMeters - 50}
    and not (f.lat between $7::float8 and $8::float8 and f.lng between $9::float8 and $10::float8)
  or f.accuracy_meters > 0 and f.accuracy_meters <= ${EXACT_METERS}
    and not (f.lat between $11::float8 and $12::float8 and f.lng between $13::float8 and $14::float8))`;

/** Fixes that were believed, and late ones: those that do not fit are found out when their day is folded again, soon after. */
const believed = `f.tenant_id = $1 and f.technician_id = stretch.id
  and (f.verdict in ('good', 'coarse') or (f.verdict = 'late' and f.verdict_reason is distinct from 'same_time' and not f.mock))`;

/**
 * Of those who are elsewhere only the first fix there and the last one tell anything: what lies between two fixes outside is
 * left out. Of two of the same moment the first one counts, so that the second one tells nothing.
 */
const textFor = (days: Run | null, seen: Run | null) => `
  select stretch.place::int - 1 as place, fix.*
  from (
    select place, id, to_timestamp(low / 1000) as low, to_timestamp(high / 1000) as high,
      to_timestamp(earliest / 1000) as earliest, to_timestamp(latest / 1000) as latest
    from unnest(($2::text)::uuid[], ($3::text)::float8[], ($4::text)::float8[], ($5::text)::float8[], ($6::text)::float8[])
      with ordinality as r(id, low, high, earliest, latest, place)
  ) as stretch
  cross join lateral (
    (select ${columns} from fixes f where ${believed} and ${telling} and f.recorded_at < stretch.low and f.recorded_at >= stretch.earliest
      ${onlyDays(days && seen && { from: seen.from, until: days.until })} order by f.recorded_at desc limit 1)
    union all
    (select id, at, lat, lng, accuracy_meters, speed_mps, heading_degrees, source, verdict
      from (
        select *, outside and lag(outside) over by_time and lead(outside) over by_time as between
        from (
          select ${columns}, f.recorded_at, ${outside} and lag(f.recorded_at) over by_time is distinct from f.recorded_at as outside
          from fixes f where ${believed} and f.recorded_at >= stretch.low and f.recorded_at < stretch.high ${onlyDays(days)}
          window by_time as (order by f.recorded_at, f.lat, f.lng)
        ) as known
        window by_time as (order by recorded_at, lat, lng)
      ) as known
      where between is not true)
    union all
    (select ${columns} from fixes f where ${believed} and ${telling} and f.recorded_at >= stretch.high and f.recorded_at < stretch.latest
      ${onlyDays(days && seen && { from: days.from, until: seen.until })} order by f.recorded_at limit 1)
  ) as fix
  order by stretch.place, fix.at, fix.lat, fix.lng`;

/** A short time, in whole days. */
export interface Days {
  /** In these all stretches lie. */
  readonly days: Run;
  /** In these neighbours are looked for. */
  readonly seen: Run;
}

/**
 * Believed fixes of technicians in stretches of time, without those that tell nothing of an area, and the one before and the one
 * after each that tell something, in time order. All in one statement: to ask costs more than to read a few fixes.
 * @param few null: many days
 * @returns those of each stretch
 */
export async function stretchFixes(
  client: TransactionSql,
  tenantId: string,
  { box, exactBox }: SearchedArea,
  stretches: readonly Stretch[],
  few: Days | null,
): Promise<WatchedFix[][]> {
  const rows = await client.unsafe<(WatchedFix & { place: number })[]>(
    textFor(few?.days ?? null, few?.seen ?? null),
    [
      tenantId,
      arrayLiteral(stretches.map(({ technicianId }) => technicianId)),
      arrayLiteral(stretches.map(({ from }) => from)),
      arrayLiteral(stretches.map(({ until }) => until)),
      arrayLiteral(stretches.map(({ earliest }) => earliest)),
      arrayLiteral(stretches.map(({ latest }) => latest)),
      box.south,
      box.north,
      box.west,
      box.east,
      exactBox.south,
      exactBox.north,
      exactBox.west,
      exactBox.east,
    ],
    { prepare: few === null },
  );
  const fixes = stretches.map((): WatchedFix[] => []);
  for (const row of rows) fixes[row.place]?.push({ ...row, at: Math.round(row.at) });
  return fixes;
}
