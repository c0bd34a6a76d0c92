import { setTimeout as pause } from "node:timers/promises";
import { prepareFixPartitions } from "@/lib/db/fix-partitions";
import { isOutage } from "@/lib/db/outage";
import { log } from "@/lib/log";

/** A database that was killed is back within seconds; one that is not there after this long needs a person. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;

/**
 * Waits until the database answers, and makes the partitions of the coming days on the way: a server that was started
 * again because the database went must not die of its not being back yet.
 * @throws what the database said last, after a minute or when it is no outage
 */
export async function waitForDatabase(): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await prepareFixPartitions();
    } catch (error) {
      if (!isOutage(error) || performance.now() > deadline) throw error;
      log.warn({ error }, "the database does not answer yet");
      await pause(PAUSE_MS);
    }
  }
}
