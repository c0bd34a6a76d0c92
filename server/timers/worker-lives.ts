import type { Pool, PoolClient } from "pg";

/** Names of worker locks; any fixed number that no other advisory lock of ours starts with. */
const LIVES = 731;

/**
 * Shows that a worker lives: as long as its connection does, it holds a lock named after it. A process that was killed
 * cannot say goodbye, but Postgres lets go of its locks.
 * @returns lets go of it
 */
export async function showLife(pool: Pool, workerId: string): Promise<() => void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1::int, hashtext($2))", [LIVES, workerId]);
  } catch (error) {
    client.release(true);
    throw error;
  }
  return () => client.release(true);
}

/**
 * Frees the tasks of workers that are gone: the queue itself would wait four hours for them. A task that is freed although
 * its worker lives, because their connection broke, runs twice, which every task allows.
 */
export async function freeTasksOfTheDead(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      "select distinct locked_by as id from graphile_worker.jobs where locked_by is not null",
    );
    const dead: string[] = [];
    for (const { id } of rows) if (await isDead(client, id)) dead.push(id);
    if (dead.length > 0)
      await client.query("select graphile_worker.force_unlock_workers($1::text[])", [dead]);
  } finally {
    client.release();
  }
}

async function isDead(client: PoolClient, workerId: string): Promise<boolean> {
  const name = [LIVES, workerId];
  const { rows } = await client.query<{ taken: boolean }>(
    "select pg_try_advisory_lock($1::int, hashtext($2)) as taken",
    name,
  );
  if (!rows[0]?.taken) return false;
  await client.query("select pg_advisory_unlock($1::int, hashtext($2))", name);
  return true;
}
