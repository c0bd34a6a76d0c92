import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { log } from "@/lib/log";

/** Niceness: a third of what a thread gets that is asked for answers, when both want all of a core. */
const NICENESS = 5;

/**
 * Lets every other thread of this process go first where the processor is short. Linux has a priority for each thread;
 * elsewhere the whole process would step back, so nothing is done.
 */
export function stepBack(): void {
  if (process.platform !== "linux") return;
  try {
    const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    setPriority(thread, NICENESS);
  } catch (error) {
    log.warn({ error }, "the thread in the background has the priority of the others");
  }
}
