import { log } from "@/lib/log";
import { allTenantIds } from "@/lib/tenants/queries/tenant-ids";

/**
 * Does something for every company in turn: one that fails does not stop those after it.
 * @param what is being done, for the log
 * @throws AggregateError at the end, when some failed: the queue tries again
 */
export async function eachCompany(what: string, work: (tenantId: string) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const tenantId of await allTenantIds()) {
    try {
      await work(tenantId);
    } catch (error) {
      log.error({ error, tenantId }, `${what} failed for one company`);
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${what} failed for ${failures.length} companies`);
}
