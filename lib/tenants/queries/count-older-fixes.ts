import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/transaction";

/** Nobody decides differently for knowing the exact number above this, and counting on would hold others up. */
const COUNTED = 100_000;

export interface OlderFixes {
  readonly count: number;
  /** True when there are more. */
  readonly orMore: boolean;
}

/** How many fixes of a tenant are older than a moment; counting ends at 100,000. */
export async function countOlderFixes(tx: Tx, tenantId: string, before: Date): Promise<OlderFixes> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select 1 from fixes
      where tenant_id = ${tenantId} and recorded_at < ${before.toISOString()}::timestamptz
      limit ${COUNTED + 1}
    ) as older`);
  const count = row?.count ?? 0;
  return { count: Math.min(count, COUNTED), orMore: count > COUNTED };
}
