import type { Task } from "graphile-worker";
import { trimLoginAttempts, trimSessions } from "@/lib/auth/trim-sign-ins";
import { allTenantIds } from "@/lib/tenants/queries/tenant-ids";
import { trimTracking } from "@/lib/tracking/commands/trim-tracking";

/** Forgets what is kept only for a while, tenant by tenant. Safe to run twice. */
export const trimTask: Task = async () => {
  const now = Date.now();
  await trimLoginAttempts(now);
  for (const tenantId of await allTenantIds()) {
    await trimTracking(tenantId, now);
    await trimSessions(tenantId, now);
  }
};
