import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";

/** Niceness: a third of what a thread gets that is asked for answers, when both want all of a core. */
const NICENESS = 5;

/**
 * Lets every other thread of this process go first where the processor is short. Linux has a priority for each thread;
 * elsewhere the whole process would step back, so nothing is done.
 */
export function stepBack(): void {
  if (process.platform !== "linux") return;
  const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
  setPriority(thread, NICENESS);
}
