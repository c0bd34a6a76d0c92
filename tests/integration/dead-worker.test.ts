import type { Pool } from "pg";
import { afterEach, expect, it } from "vitest";
import { freeAbandonedTasks } from "@/server/timers/free-abandoned-tasks";
import { freeTasksOf } from "@/server/timers/free-tasks-of";
import { openTaskPool } from "@/server/timers/task-pool";
import { startWorker, type TaskWorker } from "@/server/timers/worker";

import { freshDatabase } from "../support/database";
import { makeTenant } from "../support/fixtures";
import { until } from "../support/until";

const database = freshDatabase();
let worker: TaskWorker | null = null;
const pools: Pool[] = [];

afterEach(async () => {
  await worker?.stop();
  worker = null;
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});

/** A task that a worker has taken and not finished. */
async function taskOf(workerId: string): Promise<string> {
  const [job] = await database.owner<{ id: string }[]>`
    select id from graphile_worker.add_job('prepare_partitions')`;
  if (!job) throw new Error("no task was made");
  await database.owner`
    update graphile_worker._private_jobs set locked_by = ${workerId}, locked_at = now(), attempts = 1 where id = ${job.id}`;
  return job.id;
}

const holderOf = async (id: string) =>
  (
    await database.owner<{ holder: string | null }[]>`
      select locked_by as holder from graphile_worker._private_jobs where id = ${id}`
  )[0]?.holder;

it("a task in the hands of a process that was killed is done as soon as another one starts", async () => {
  const id = await taskOf("killed before it was done");
  worker = await startWorker();
  await until("it is done", async () => (await holderOf(id)) === undefined, 10_000);
});

it("a task in such hands whose place a newer one has taken is struck off, and the newer one done", async () => {
  const put = () => database.owner<{ id: string }[]>`
    select id from graphile_worker.add_job('prepare_partitions', job_key => 'the same')`;
  const [old] = await put();
  if (!old) throw new Error("no task was made");
  await database.owner`
    update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now(), attempts = 1 where id = ${old.id}`;
  const [newer] = await put();
  expect(newer?.id).not.toBe(old.id);
  worker = await startWorker();
  await until(
    "nothing is left",
    async () => {
      const [left] = await database.owner`select count(*)::int as n from graphile_worker._private_jobs`;
      return left?.n === 0;
    },
    10_000,
  );
});

it("a task whose place was taken in the very moment in which it was freed is struck off too", async () => {
  const id = await taskOf("lost");
  // What a newer task of the same key leaves of one that is in hand.
  await database.owner`
    update graphile_worker._private_jobs set key = null, attempts = max_attempts, locked_by = null, locked_at = null
    where id = ${id}`;
  const pool = openTaskPool(database.url);
  pools.push(pool);
  await freeTasksOf(pool, ["lost"]);
  const left = await database.owner`select id from graphile_worker._private_jobs`;
  expect(left).toEqual([]);
});

it("a task is left to its worker as long as any other process works on the queue", async () => {
  const other = openTaskPool(database.url);
  pools.push(other);
  const busy = await other.connect();
  const id = await taskOf("slow but alive");
  const own = openTaskPool(database.url);
  pools.push(own);
  await freeAbandonedTasks(own);
  expect(await holderOf(id)).toBe("slow but alive");
  busy.release(true);
  await until("nobody else is there any more", async () => {
    await freeAbandonedTasks(own);
    return (await holderOf(id)) === null;
  });
});

it("a look over all companies that fails is tried again within seconds and leaves nothing behind", async () => {
  const looks = () => database.owner<{ failed: boolean; due: boolean }[]>`
    select last_error is not null as failed, run_at <= now() as due from graphile_worker.jobs
    where task_identifier = 'estimate_all_arrivals'`;
  await database.owner`
    select graphile_worker.add_job('estimate_all_arrivals', json_build_object('_cron', json_build_object()))`;
  worker = await startWorker();
  await until("the later looks are planned", async () => {
    const planned = await looks();
    return planned.length === 2 && planned.every(({ due }) => !due);
  });
  await worker.stop();
  await makeTenant();
  await database.owner`alter table arrivals rename to arrivals_away`;
  await database.owner`update graphile_worker._private_jobs set run_at = now()`;
  worker = await startWorker();
  await until("one has failed", async () => (await looks()).some(({ failed }) => failed));
  await database.owner`alter table arrivals_away rename to arrivals`;
  await until("none is left", async () => (await looks()).every(({ failed }) => !failed), 12_000);
});
