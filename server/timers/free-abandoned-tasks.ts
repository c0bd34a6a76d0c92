import type { Pool } from "pg";
import { freeTasksOf } from "./free-tasks-of";

/**
 * Frees tasks that a killed process has left in hand, where nobody else can have them: no other connection to the task
 * queue is there. Of several processes the last to die is the one that counts.
 * @param pool whose connections carry their own application name
 */
export async function freeAbandonedTasks(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ worker: string }>(`
    select distinct locked_by as worker
    from graphile_worker.jobs
    where locked_by is not null and not exists (
      select from pg_stat_activity
      where datname = current_database() and application_name = current_setting('application_name')
        and pid <> pg_backend_pid()
    )`);
  await freeTasksOf(
    pool,
    rows.map(({ worker }) => worker),
  );
}
