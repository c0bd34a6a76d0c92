import type { Task } from "graphile-worker";
import { watchClusters } from "@/lib/dispatch/commands/watch-clusters";
import { allTenantIds } from "@/lib/tenants/queries/tenant-ids";

export const watchClustersTask: Task = async () => {
  for (const tenantId of await allTenantIds()) await watchClusters(tenantId, new Date());
};
