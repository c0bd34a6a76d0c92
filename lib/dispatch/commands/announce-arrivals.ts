import { sql } from "@/lib/db/client";
import { log } from "@/lib/log";

export const ARRIVALS_CHANNEL = "truckroll_arrivals";

/**
 * Tells every node that estimates of a company changed; call it after the commit. Never throws: whoever was not told hears it
 * with the next change.
 */
export async function announceArrivals(tenantId: string): Promise<void> {
  try {
    await sql()`
      select set_config('synchronous_commit', 'off', true), pg_notify(${ARRIVALS_CHANNEL}, ${tenantId})`;
  } catch (error) {
    log.warn({ error }, "a change of arrivals was not announced; the next one brings it along");
  }
}
