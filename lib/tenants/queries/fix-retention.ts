import { sql } from "drizzle-orm";
import { readTenant } from "@/lib/db/transaction";

const DAY_MS = 86_400_000;
/** A changed setting reaches the ingest door within a minute; asking for every fix would cost more than the fix. */
const KEPT_MS = 60_000;

const cache = new Map<string, { retentionMs: number; until: number }>();

/** How far back a tenant keeps fixes, milliseconds; older ones are refused at the door (LOC-6). */
export async function fixRetentionMs(tenantId: string, now: number): Promise<number> {
  const kept = cache.get(tenantId);
  if (kept && kept.until > now) return kept.retentionMs;
  const rows = await readTenant(tenantId, (tx) =>
    tx.execute<{ days: number }>(sql`select fix_retention_days as days from tenants where id = ${tenantId}`),
  );
  const retentionMs = (rows[0]?.days ?? 60) * DAY_MS;
  cache.set(tenantId, { retentionMs, until: now + KEPT_MS });
  return retentionMs;
}
