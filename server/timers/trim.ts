import type { Task } from "graphile-worker";
import { trimLoginAttempts, trimSessions } from "@/lib/auth/trim-sign-ins";
import { dropExpiredFixPartitions } from "@/lib/db/fix-partitions";
import { trimFixes } from "@/lib/tracking/commands/trim-fixes";
import { trimTracking } from "@/lib/tracking/commands/trim-tracking";
import { eachCompany } from "./each-company";

/** Forgets what is kept only for a while, tenant by tenant. Safe to run twice. */
export const trimTask: Task = async () => {
  const now = Date.now();
  await trimLoginAttempts(now);
  await eachCompany("forgetting what is old", async (tenantId) => {
    await trimTracking(tenantId, now);
    await trimFixes(tenantId, now);
    await trimSessions(tenantId, now);
  });
  // Last, because it may have to be tried again.
  await dropExpiredFixPartitions(now);
};
