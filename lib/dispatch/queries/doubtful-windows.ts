import { sql } from "drizzle-orm";
import type { Tx } from "@/lib/db/transaction";

/**
 * Jobs about whose promised window there may be something to say: those that even a fast drive may be too late for, and those
 * that people were warned of. A superset: whether anything is said is for `judgeWindow`.
 * @returns ids
 */
export async function doubtfulWindows(tx: Tx, tenantId: string, now: Date): Promise<string[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ id: string }>(sql`
    select id from jobs where tenant_id = ${tenantId} and window_risk is not null
    union
    select j.id
    from jobs j
    left join arrivals a on a.tenant_id = j.tenant_id and a.job_id = j.id and a.technician_id = j.technician_id
    where j.tenant_id = ${tenantId} and j.status in ('assigned', 'en_route') and j.technician_id is not null
      and j.arrived_at is null and least(coalesce(j.window_end, j.window_start), j.sla_due_at)
        < greatest(${at}, a.departs_at) + coalesce(a.fast_seconds, 0) * interval '1 second' + interval '1 minute'`);
  return rows.map(({ id }) => id);
}
