import type { Task } from "graphile-worker";
import { watchClusters } from "@/lib/dispatch/commands/watch-clusters";
import { eachCompany } from "./each-company";

export const watchClustersTask: Task = () =>
  eachCompany("looking who is together", (tenantId) => watchClusters(tenantId, new Date()));
