import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/transaction";
import type { SourcedFix } from "../clock-offset";
import type { FixSource } from "../types";

/** Fixes of one source that a comparison needs at most: one every half minute of a day. */
const PER_SOURCE = 3_000;

/**
 * A technician's fixes in [from, to) by the source they came from, thinned evenly where a source sent very many; none when
 * fewer than two sources sent any. Faked ones are left out.
 */
export async function sourcedFixes(
  tx: Tx,
  tenantId: string,
  technicianId: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<SourcedFix[]> {
  const rows = await tx.execute<{
    at: number;
    lat: number;
    lng: number;
    accuracy: number | null;
    source: FixSource;
  }>(sql`
    select at, lat, lng, accuracy, source
    from (
      select (extract(epoch from recorded_at) * 1000)::float8 as at, lat, lng, accuracy_meters as accuracy, source,
             row_number() over (partition by source order by recorded_at) as place,
             count(*) over (partition by source) as total,
             min(source) over () <> max(source) over () as several
      from fixes
      where tenant_id = ${tenantId} and technician_id = ${technicianId} and verdict <> 'mock'
        and recorded_at >= ${from.toISOString()}::timestamptz and recorded_at < ${to.toISOString()}::timestamptz
    ) f
    where several and place % greatest(1, ceil(total / ${PER_SOURCE}::numeric))::bigint = 0
    order by at`);
  return rows.map(({ at, lat, lng, accuracy, source }) => ({
    at: Math.round(at),
    point: { lat, lng },
    accuracyMeters: accuracy,
    source,
  }));
}
