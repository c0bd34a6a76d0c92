import { sql } from "drizzle-orm";
import { maintenance } from "@/lib/db/client";
import { inTenant, type Work } from "@/lib/db/transaction";
import { QUARANTINE_KEPT_MS } from "../quarantine-kept";
import { REACH_MS } from "../reach";

/** Phones resend what was not acknowledged within days, not months, milliseconds. */
const RECEIPTS_KEPT_MS = 14 * 86_400_000;

/**
 * Forgets what the pipeline keeps only for a while: ids that senders gave their fixes, what was quarantined, the squares of
 * fixes that are no longer kept, and states that no rebuild will start from any more. The newest state before the reach of rebuilds stays: that is where the
 * earliest one starts.
 * @param now epoch ms
 */
export async function trimTracking(tenantId: string, now: number): Promise<void> {
  const receiptsFrom = new Date(now - RECEIPTS_KEPT_MS).toISOString();
  const quarantineFrom = new Date(now - QUARANTINE_KEPT_MS).toISOString();
  const reachFrom = new Date(now - REACH_MS).toISOString();
  const trim = async ({ tx }: Work) => {
    await tx.execute(
      sql`delete from fix_receipts where tenant_id = ${tenantId} and received_at < ${receiptsFrom}::timestamptz`,
    );
    await tx.execute(
      sql`delete from quarantine where tenant_id = ${tenantId} and received_at < ${quarantineFrom}::timestamptz`,
    );
    await tx.execute(sql`
      delete from track_cells
      where tenant_id = ${tenantId}
        and hour < ${new Date(now).toISOString()}::timestamptz - interval '1 day' * (select fix_retention_days + 1 from tenants where id = ${tenantId})`);
    await tx.execute(sql`
      delete from tracking_checkpoints c
      where c.tenant_id = ${tenantId} and c.at < ${reachFrom}::timestamptz and exists (
        select from tracking_checkpoints n
        where n.tenant_id = c.tenant_id and n.technician_id = c.technician_id
          and n.at > c.at and n.at < ${reachFrom}::timestamptz
      )`);
  };
  await inTenant(tenantId, trim, maintenance());
}
