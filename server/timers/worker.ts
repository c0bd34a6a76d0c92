import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { advanceClockTask } from "./advance-clock";
import { preparePartitionsTask } from "./prepare-partitions";
import { rebuildVisitsTask } from "./rebuild-visits";
import { trimTask } from "./trim";

const tasks: TaskList = {
  advance_clock: advanceClockTask,
  rebuild_visits: rebuildVisitsTask,
  prepare_partitions: preparePartitionsTask,
  trim: trimTask,
};

/** Minute hour day month weekday, UTC, every night: the partitions of the coming days, and what may be forgotten. */
const crontab = `
10 0 * * * prepare_partitions ?fill=1d
20 0 * * * trim ?fill=1d
`;

/**
 * Background work on the same Postgres (ARCHITECTURE: background work). The queue belongs to the owner role; the
 * tasks themselves use the app's pool and obey row-level security like everything else.
 */
export async function startWorker(): Promise<Runner> {
  return run({
    connectionString: env().DATABASE_URL,
    taskList: tasks,
    crontab,
    concurrency: 4,
    noHandleSignals: true,
    logger: new Logger(
      (scope) => (level, message) =>
        log[level === "warning" ? "warn" : level === "error" ? "error" : "debug"](
          { task: scope.taskIdentifier },
          message,
        ),
    ),
  });
}
