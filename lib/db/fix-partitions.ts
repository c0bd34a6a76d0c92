import { sql } from "./client";

/** Day partitions kept ready ahead, days. */
const PARTITIONS_AHEAD = 7;

/** Makes the partitions of the coming days, so that no fix waits for one. Safe to run at any time. */
export async function prepareFixPartitions(): Promise<void> {
  await sql()`select ensure_fix_partitions(current_date - 1, current_date + ${PARTITIONS_AHEAD}::int)`;
}
