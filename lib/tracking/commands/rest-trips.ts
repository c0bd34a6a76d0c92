import { readTenant } from "@/lib/db/transaction";
import { allTenantIds } from "@/lib/tenants/queries/tenant-ids";
import { motionRules } from "../motion";
import { silentDrivers } from "../queries/trips";
import { advanceClock } from "./advance-clock";

/**
 * Ends the trips of phones that stood still or fell silent (LOC-9), technician by technician. Their deadline moves with every
 * fix, so that it is looked for once a minute instead of being a task of its own. Safe to run twice.
 * @param now epoch ms
 */
export async function restTrips(now: number): Promise<void> {
  for (const tenantId of await allTenantIds()) {
    const silent = await readTenant(tenantId, (tx) =>
      silentDrivers(tx, tenantId, new Date(now - motionRules.stayMs + motionRules.stillMs)),
    );
    for (const technicianId of silent) await advanceClock({ tenantId, technicianId }, now);
  }
}
