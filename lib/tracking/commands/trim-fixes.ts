import { sql } from "drizzle-orm";
import { inTenant, readTenant } from "@/lib/db/transaction";

const DAY_MS = 86_400_000;

/** Rows of one transaction: short enough that nobody waits for it. */
const BATCH = 5_000;

/**
 * Forgets the fixes that a tenant no longer keeps (LOC-6), some thousand at a time. Days that nobody keeps any more are
 * dropped whole (`dropExpiredFixPartitions`); this is for those whom others keep longer, and for the default partition.
 * @param now epoch ms
 * @returns how many were forgotten
 */
export async function trimFixes(tenantId: string, now: number): Promise<number> {
  const [tenant] = await readTenant(tenantId, (tx) =>
    tx.execute<{ days: number }>(sql`select fix_retention_days as days from tenants where id = ${tenantId}`),
  );
  if (!tenant) return 0;
  const keptFrom = new Date(now - tenant.days * DAY_MS).toISOString();
  const technicians = await readTenant(tenantId, (tx) =>
    tx.execute<{ id: string }>(sql`select id from technicians where tenant_id = ${tenantId} order by id`),
  );
  let forgotten = 0;
  for (const { id } of technicians) {
    for (let deleted = BATCH; deleted === BATCH; forgotten += deleted) {
      deleted = await forgetSome(tenantId, id, keptFrom);
    }
  }
  return forgotten;
}

/** The primary key finds them by technician and time, oldest first. */
async function forgetSome(tenantId: string, technicianId: string, keptFrom: string): Promise<number> {
  return inTenant(tenantId, async ({ tx }) => {
    const deleted = await tx.execute(sql`
      with old as (
        select tenant_id, technician_id, recorded_at, lat, lng from fixes
        where tenant_id = ${tenantId} and technician_id = ${technicianId} and recorded_at < ${keptFrom}::timestamptz
        order by recorded_at limit ${BATCH}
      )
      delete from fixes f using old
      where f.tenant_id = old.tenant_id and f.technician_id = old.technician_id and f.recorded_at = old.recorded_at
        and f.lat = old.lat and f.lng = old.lng`);
    return deleted.count;
  });
}
