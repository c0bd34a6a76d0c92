import type { Pool } from "pg";

/**
 * Takes tasks out of the hands of workers that will not finish them, so that others get them at once: the queue itself would
 * wait four hours. One whose key a newer task has taken over meanwhile would never be run again and is struck off.
 * @param workers names under which they hold tasks
 * @throws when the queue does not answer
 */
export async function freeTasksOf(pool: Pool, workers: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ id: string; superseded: boolean }>(
    `select id, key is null and last_error is null and attempts >= max_attempts as superseded
     from graphile_worker.jobs where locked_by = any($1)`,
    [workers],
  );
  if (rows.length === 0) return;
  await pool.query("select graphile_worker.force_unlock_workers($1)", [workers]);
  const superseded = rows.filter((row) => row.superseded).map((row) => row.id);
  await pool.query("select graphile_worker.complete_jobs($1)", [superseded]);
}
