import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { advanceClockTask } from "./advance-clock";
import { estimateAllArrivalsTask, estimateArrivalsTask } from "./estimate-arrivals";
import { expireSealedFixesTask } from "./expire-sealed-fixes";
import { freeAbandonedTasks } from "./free-abandoned-tasks";
import { freeTasksOf } from "./free-tasks-of";
import { measureTravelTask } from "./measure-travel";
import { openSealedFixesTask } from "./open-sealed-fixes";
import { preparePartitionsTask } from "./prepare-partitions";
import { rebuildVisitsTask } from "./rebuild-visits";
import { restTripsTask } from "./rest-trips";
import { runCountdownTask } from "./run-countdown";
import { openTaskPool } from "./task-pool";
import { trimTask } from "./trim";
import { watchClustersTask } from "./watch-clusters";
import { watchSilencesTask } from "./watch-silences";

const tasks: TaskList = {
  advance_clock: advanceClockTask,
  rebuild_visits: rebuildVisitsTask,
  rest_trips: restTripsTask,
  estimate_arrivals: estimateArrivalsTask,
  estimate_all_arrivals: estimateAllArrivalsTask,
  measure_travel: measureTravelTask,
  watch_clusters: watchClustersTask,
  watch_silences: watchSilencesTask,
  open_sealed_fixes: openSealedFixesTask,
  expire_sealed_fixes: expireSealedFixesTask,
  run_countdown: runCountdownTask,
  prepare_partitions: preparePartitionsTask,
  trim: trimTask,
};

/**
 * Minute hour day month weekday, UTC. Every night: the partitions of the coming days, what may be forgotten, and how a company
 * drives. Every minute: trips of phones that fell silent, arrivals and promised windows, who is together, who is silent
 * and why. Every ten minutes: what was sealed for a shift that nobody started.
 */
const crontab = `
* * * * * rest_trips
* * * * * estimate_all_arrivals ?jobKey=estimate_all_arrivals
* * * * * watch_clusters ?jobKey=watch_clusters
* * * * * watch_silences ?jobKey=watch_silences
*/10 * * * * expire_sealed_fixes
10 0 * * * prepare_partitions ?fill=1d
20 0 * * * trim ?fill=1d
40 0 * * * measure_travel ?fill=1d
`;

/** How long until a queue that was lost is looked for again, milliseconds. */
const PAUSE_MS = 1_000;

/** How often a shift asks whether its queue still answers, milliseconds. */
const ASK_MS = 3_000;

/** Longest wait for a shift to end that has lost the queue, milliseconds: what it waits for may never come. */
const PATIENCE_MS = 3_000;

export interface TaskWorker {
  /** Resolves when running tasks have ended. */
  stop(): Promise<void>;
}

/**
 * Background work on the same Postgres (ARCHITECTURE: background work). The queue belongs to the owner role; the
 * tasks themselves use the app's pool and obey row-level security like everything else. When the queue cannot be
 * read the shift ends, and the next one, with connections of its own, frees what it may have been given without hearing
 * of it: a task whose hand-over was lost would stay locked for four hours. A task that still runs then runs twice, which
 * every task allows.
 */
export async function startWorker(ownerUrl = env().DATABASE_URL): Promise<TaskWorker> {
  const names: string[] = [];
  let shift = await startShift(ownerUrl, names, freeAbandonedTasks);
  let stopped = false;
  const relieving = (async () => {
    for (;;) {
      await shift.over;
      while (!stopped) {
        try {
          shift = await startShift(ownerUrl, names);
          if (stopped) await shift.stop();
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
      await shift.stop();
      await relieving;
    },
  };
}

interface Shift {
  /** Resolves when it has stopped, or has lost the queue and been waited for long enough. */
  readonly over: Promise<void>;
  /** Resolves when running tasks have ended. */
  stop(): Promise<void>;
}

/**
 * @param names under which this process has taken tasks; its own are added, those of earlier shifts are what it frees
 * @param prepare what to do to the queue before anything is taken from it
 */
async function startShift(
  url: string,
  names: string[],
  prepare?: (pool: Pool) => Promise<void>,
): Promise<Shift> {
  const pgPool = openTaskPool(url);
  const earlier = [...names];
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => void names.push(workerPool.id));
  try {
    await prepare?.(pgPool);
    await freeTasksOf(pgPool, earlier);
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
    let stopping: Promise<void> | null = null;
    const stop = () => {
      stopping ??= endRunner(runner).then(() => pgPool.end());
      return stopping;
    };
    const lost = new Promise<void>((resolve) => {
      const lose = () => void Promise.race([stop(), pause(PATIENCE_MS)]).then(resolve);
      events.on("worker:getJob:error", lose);
      // A worker that waits for an answer that will never come says nothing; this asks on a connection of the same pool.
      // What an earlier shift asked for may reach the server long after it, and is freed here.
      const asking = setInterval(() => {
        if (stopping) clearInterval(asking);
        else freeTasksOf(pgPool, earlier).catch(lose);
      }, ASK_MS);
    });
    return { over: Promise.race([settled(runner), lost]), stop };
  } catch (error) {
    void pgPool.end();
    throw error;
  }
}

async function endRunner(runner: Runner): Promise<void> {
  try {
    await runner.stop();
  } catch (error) {
    log.debug({ error }, "the shift had ended already");
  }
}

async function settled(runner: Runner): Promise<void> {
  try {
    await runner.promise;
  } catch (error) {
    log.warn({ error }, "a shift of the task queue broke off");
  }
}
