import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { Run } from "../areas/hour-runs";
import type { WatchedFix } from "../areas/watch";

const columns = `f.id, (extract(epoch from f.recorded_at) * 1000)::float8 as at, f.lat, f.lng, f.accuracy_meters, f.speed_mps,
  f.heading_degrees, f.source, f.verdict`;

/** Exact enough to tell in from out; unknown counts as 50 m at most. */
const telling = `coalesce(f.accuracy_meters, 0) <= 150`;

/** Fixes that were believed, and late ones: those that do not fit are found out when their day is folded again, soon after. */
const believed = `f.tenant_id = $1 and f.technician_id = stretch.id
  and (f.verdict in ('good', 'coarse') or (f.verdict = 'late' and f.verdict_reason is distinct from 'same_time' and not f.mock))`;

const aroundText = `
  select stretch.piece::int, fix.*
  from (
    select piece, id, to_timestamp(low / 1000) as low, to_timestamp(high / 1000) as high,
      to_timestamp(earliest / 1000) as earliest, to_timestamp(latest / 1000) as latest
    from unnest(($2::text)::int[], ($3::text)::uuid[], ($4::text)::float8[], ($5::text)::float8[], ($6::text)::float8[],
      ($7::text)::float8[]) as r(piece, id, low, high, earliest, latest)
  ) as stretch
  cross join lateral (
    (select ${columns} from fixes f where ${believed} and ${telling} and f.recorded_at < stretch.low and f.recorded_at >= stretch.earliest order by f.recorded_at desc limit 1)
    union all
    (select ${columns} from fixes f where ${believed} and f.recorded_at >= stretch.low and f.recorded_at < stretch.high)
    union all
    (select ${columns} from fixes f where ${believed} and ${telling} and f.recorded_at >= stretch.high and f.recorded_at < stretch.latest order by f.recorded_at limit 1)
  ) as fix
  order by stretch.piece, fix.at, fix.lat, fix.lng`;

/** Stretches of one technician's time. */
export interface Piece {
  readonly technicianId: string;
  /** In order, apart. */
  readonly runs: readonly Run[];
  /** From when to when to look before the first stretch and after the last one, epoch ms. */
  readonly context: Run;
}

/**
 * Believed fixes of technicians in stretches of time, and the one before and the one after each that tell something, in time
 * order; one that is both is there twice. What lies between two stretches is looked for between them only, so that few days are
 * opened. All in one statement: every day is a table, and to open them all costs more than to read a few fixes.
 * @returns those of each piece
 */
export async function fixesAround(
  client: TransactionSql,
  tenantId: string,
  pieces: readonly Piece[],
): Promise<WatchedFix[][]> {
  const stretches = pieces.flatMap(({ technicianId, runs, context }, piece) =>
    runs.map((run, index) => ({
      piece,
      technicianId,
      ...run,
      earliest: runs[index - 1]?.until ?? context.from,
      latest: runs[index + 1]?.from ?? context.until,
    })),
  );
  const rows = await client.unsafe<(WatchedFix & { piece: number })[]>(
    aroundText,
    [
      tenantId,
      arrayLiteral(stretches.map(({ piece }) => piece)),
      arrayLiteral(stretches.map(({ technicianId }) => technicianId)),
      arrayLiteral(stretches.map(({ from }) => from)),
      arrayLiteral(stretches.map(({ until }) => until)),
      arrayLiteral(stretches.map(({ earliest }) => earliest)),
      arrayLiteral(stretches.map(({ latest }) => latest)),
    ],
    { prepare: true },
  );
  const fixes = pieces.map((): WatchedFix[] => []);
  for (const row of rows) fixes[row.piece]?.push({ ...row, at: Math.round(row.at) });
  return fixes;
}
