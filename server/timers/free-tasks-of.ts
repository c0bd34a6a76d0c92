import type { Pool } from "pg";

/**
 * Takes tasks out of the hands of workers that will not finish them, so that others get them at once: the queue itself would
 * wait four hours. One whose key a newer task has taken over meanwhile would never be run again and is struck off.
 * @param workers names under which they hold tasks
 * @throws when the queue does not answer
 */
export async function freeTasksOf(pool: Pool, workers: readonly string[]): Promise<void> {
  if (workers.length > 0) await pool.query("select graphile_worker.force_unlock_workers($1)", [workers]);
  // Looked for when they are free: a key can be taken over until then. A task that used up its attempts says why.
  await pool.query(`
    select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where locked_by is null and key is null and last_error is null and attempts >= max_attempts))`);
}
