import type { Task } from "graphile-worker";
import { watchSilences } from "@/lib/tracking/commands/watch-silences";
import { eachCompany } from "./each-company";
import { oneAtATime } from "./one-at-a-time";

export const watchSilencesTask: Task = oneAtATime(() =>
  eachCompany("looking who is silent", (tenantId) => watchSilences(tenantId, new Date())),
);
