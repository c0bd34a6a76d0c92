import { log } from "@/lib/log";
import { maintenance } from "./client";

/** Day partitions kept ready ahead, days. */
const PARTITIONS_AHEAD = 7;

/** Makes the partitions of the coming days, so that no fix waits for one. Safe to run at any time. */
export async function prepareFixPartitions(): Promise<void> {
  await maintenance()`select ensure_fix_partitions(current_date - 1, current_date + ${PARTITIONS_AHEAD}::int)`;
}

/**
 * Drops the days of fixes that no tenant keeps any more (LOC-6), one by one. Safe to run at any time. When the table is in
 * use for long it gives up with an error, and is tried again later: everybody would wait behind it.
 * @param now epoch ms; a moment ahead of the database's own clock counts as now
 * @returns names of the partitions that are gone
 */
export async function dropExpiredFixPartitions(now: number): Promise<string[]> {
  const dropped: string[] = [];
  for (;;) {
    const [row] = await maintenance()<{ name: string }[]>`
      select drop_expired_fix_partitions(${new Date(now).toISOString()}::timestamptz) as name`;
    if (!row) break;
    dropped.push(row.name);
  }
  if (dropped.length > 0) log.info({ dropped }, "days of fixes that nobody keeps any more are gone");
  return dropped;
}
