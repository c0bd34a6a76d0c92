import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import { cellCorners } from "@/lib/geo/cell";
import { HOUR_MS, type Run } from "../areas/hour-runs";
import type { SearchedArea } from "../areas/searched-area";

/** Technician-hours read at once; more than one technician has within any retention. */
const AT_ONCE = 100_000;

export interface AreaHours {
  readonly technicianId: string;
  /** Hours in which he has a fix near the area, epoch ms, ascending. */
  readonly hours: readonly number[];
}

export interface AreaHoursFound {
  /** By id of the technician. */
  readonly found: readonly AreaHours[];
  /** The technician with whom to go on; null when these are all. */
  readonly next: string | null;
}

const hoursText = `
  select distinct c.technician_id as id, (extract(epoch from c.hour) * 1000)::float8 as hour
  from generate_series($2::int, $3::int) as row(y)
  join track_cells c on c.tenant_id = $1 and c.cell_y = row.y::smallint and c.cell_x between $4::smallint and $5::smallint
    and c.hour >= to_timestamp($6::float8 / 1000) and c.hour < to_timestamp($7::float8 / 1000)
  where c.technician_id >= $8 and ($9::text is null or c.technician_id = any(($9::text)::uuid[]))
  order by c.technician_id, hour
  limit ${AT_ONCE + 1}`;

/**
 * Who has fixes in the squares that an area touches, and in which hours: everybody who was there is among them.
 * @param technicianIds only these; null: everybody
 * @param startWith id of the first technician wanted
 */
export async function areaHours(
  client: TransactionSql,
  tenantId: string,
  { box }: SearchedArea,
  span: Run,
  technicianIds: readonly string[] | null,
  startWith: string,
): Promise<AreaHoursFound> {
  const { from, to } = cellCorners(box);
  const firstHour = Math.floor(span.from / HOUR_MS) * HOUR_MS;
  const rows = await client.unsafe<{ id: string; hour: number }[]>(hoursText, [
    tenantId,
    from.y,
    to.y,
    from.x,
    to.x,
    firstHour,
    span.until,
    startWith,
    technicianIds === null ? null : arrayLiteral(technicianIds),
  ]);
  const found = hoursOfEach(rows);
  const next = rows.length > AT_ONCE ? (found.at(-1)?.technicianId ?? null) : null;
  // The hours of the last one may be incomplete: he comes first next time.
  return { found: next === null ? found : found.slice(0, -1), next };
}

/** Rows of a technician's id and an hour, all of a technician together, as one entry for each technician. */
export function hoursOfEach(rows: readonly { readonly id: string; readonly hour: number }[]): AreaHours[] {
  const byTechnician = new Map<string, number[]>();
  for (const { id, hour } of rows) {
    const hours = byTechnician.get(id);
    if (hours) hours.push(hour);
    else byTechnician.set(id, [hour]);
  }
  return [...byTechnician].map(([technicianId, hours]) => ({ technicianId, hours }));
}
