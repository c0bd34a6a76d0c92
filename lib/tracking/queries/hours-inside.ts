import type { TransactionSql } from "postgres";
import { arrayLiteral } from "@/lib/db/array-literal";
import type { BoundingBox } from "@/lib/geo/bounding-box";
import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import { fewDays } from "../areas/few-days";
import { firstUpTo } from "../areas/groups";
import { HOUR_MS, type Run } from "../areas/hour-runs";
import { type AreaHours, hoursOfEach } from "./area-hours";
import { onlyDays } from "./only-days";

/** Technician-hours that are looked into at once, at first: a page may be full after a few. Twice as many each next time … */
const AT_FIRST = 150;
/** … up to these: some milliseconds. */
const AT_ONCE = 1_200;

/**
 * The first fix in the box ends the look at an hour, and so does one too coarse for the box's margin, which may count in a
 * large circle. As a join it could be planned as a scan of all fixes.
 */
const insideText = (days: Run | null) => `
  select r.id, r.hour
  from unnest(($2::text)::uuid[], ($3::text)::float8[]) with ordinality as r(id, hour, place)
  cross join lateral (
    select from fixes f
    where f.tenant_id = $1 and f.technician_id = r.id
      and f.recorded_at >= to_timestamp(r.hour / 1000) and f.recorded_at < to_timestamp(r.hour / 1000) + interval '1 hour' ${onlyDays(days)}
      and (f.lat between $4::float8 and $5::float8 and f.lng between $6::float8 and $7::float8
        or f.accuracy_meters > ${defaultFenceRules.coarseMeters})
    limit 1
  ) as hit
  order by r.place`;

/**
 * Of the hours in which people were in squares that an area touches, those in which they have a fix in its box: a square is
 * a kilometre wide, a door is not.
 * @param found by technician, each with his hours ascending
 * @returns some technicians at a time, in the same order, without those who were never in it
 */
export async function* hoursInside(
  client: TransactionSql,
  tenantId: string,
  box: BoundingBox,
  found: readonly AreaHours[],
): AsyncGenerator<readonly AreaHours[]> {
  let most = AT_FIRST;
  let rest = found;
  while (rest.length > 0) {
    const group = firstUpTo(rest, ({ hours }) => hours.length, most);
    rest = rest.slice(group.length);
    most = Math.min(most * 2, AT_ONCE);
    const asked = group.flatMap(({ technicianId, hours }) =>
      hours.map((hour) => [technicianId, hour] as const),
    );
    const days = fewDays(asked.map(([, hour]) => ({ from: hour, until: hour + HOUR_MS })));
    const rows = await client.unsafe<{ id: string; hour: number }[]>(
      insideText(days),
      [
        tenantId,
        arrayLiteral(asked.map(([id]) => id)),
        arrayLiteral(asked.map(([, hour]) => hour)),
        box.south,
        box.north,
        box.west,
        box.east,
      ],
      { prepare: days === null },
    );
    yield hoursOfEach(rows);
  }
}
