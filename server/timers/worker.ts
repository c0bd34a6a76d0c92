import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, makeWorkerUtils, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { advanceClockTask } from "./advance-clock";
import { freeAbandonedTasks } from "./free-abandoned-tasks";
import { preparePartitionsTask } from "./prepare-partitions";
import { rebuildVisitsTask } from "./rebuild-visits";
import { openTaskPool } from "./task-pool";
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

/** How long until a queue that was lost is looked for again, milliseconds. */
const PAUSE_MS = 1_000;

export interface TaskWorker {
  /** Resolves when running tasks have ended. */
  stop(): Promise<void>;
}

/**
 * Background work on the same Postgres (ARCHITECTURE: background work). The queue belongs to the owner role; the
 * tasks themselves use the app's pool and obey row-level security like everything else. When the queue cannot be
 * read the shift ends and the next one frees what it may have been given without hearing of it: a task whose
 * hand-over was lost would stay locked for four hours.
 */
export async function startWorker(ownerUrl = env().DATABASE_URL): Promise<TaskWorker> {
  const pool = openTaskPool(ownerUrl);
  await freeAbandonedTasks(pool);
  let shift = await startShift(pool);
  let stopped = false;
  const relieving = (async () => {
    for (;;) {
      await shift.runner.promise;
      while (!stopped) {
        try {
          await unlock(pool, shift.lockedBy);
          shift = await startShift(pool);
          break;
        } catch (error) {
          log.warn({ error }, "tasks wait for the database");
          await pause(PAUSE_MS);
        }
      }
      if (stopped) return;
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await endShift(shift.runner);
      await relieving;
      await pool.end();
    },
  };
}

interface Shift {
  readonly runner: Runner;
  /** Names under which it locks tasks. */
  readonly lockedBy: readonly string[];
}

async function startShift(pgPool: Pool): Promise<Shift> {
  const lockedBy: string[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => void lockedBy.push(workerPool.id));
  const runner = await run({
    pgPool,
    events,
    // In batches, however small, a task that cannot be reported as done ends the shift; alone it would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
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
  events.on("worker:getJob:error", () => void endShift(runner));
  return { runner, lockedBy };
}

async function endShift(runner: Runner): Promise<void> {
  try {
    await runner.stop();
  } catch (error) {
    log.debug({ error }, "the shift had ended already");
  }
}

async function unlock(pgPool: Pool, lockedBy: readonly string[]): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool });
  try {
    await utils.forceUnlockWorkers([...lockedBy]);
  } finally {
    await utils.release();
  }
}
