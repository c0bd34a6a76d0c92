import type { Task } from "graphile-worker";
import { watchClusters } from "@/lib/dispatch/commands/watch-clusters";
import { eachCompany } from "./each-company";
import { oneAtATime } from "./one-at-a-time";

export const watchClustersTask: Task = oneAtATime(() =>
  eachCompany("looking who is together", (tenantId) => watchClusters(tenantId, new Date())),
);
