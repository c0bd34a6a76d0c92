import { isCollision } from "@/lib/db/collision";
import { isOutage } from "@/lib/db/outage";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { FixResultWire } from "@/lib/realtime/protocol";
import { FOLD_BEFORE_ANSWER, LIVE_LIMIT } from "../backlog";
import { isBusy, whileBusy } from "../busy-technicians";
import { GroupCommit } from "../group-commit";
import type { Submission, SubmissionOutcome } from "../submission";
import { rebuildVisits } from "./rebuild-visits";
import { writeBatch } from "./write-batch";

/** Rows of one transaction at most; more only makes everybody wait longer. */
const BATCH_LIMIT = 1000;

const lane = () =>
  new GroupCommit<Submission, SubmissionOutcome>({
    write: writeBatch,
    sizeOf: (submission) => submission.fixes.length,
    limit: BATCH_LIMIT,
    isOutage,
    isCollision,
  });
const live = lane();
const bulk = lane();

/**
 * Stores the fixes of one technician and answers what each caused, after it is durable (LOC-1, LOC-2). Late ones have
 * their visits folded again before the answer, except those of a long backlog: a task folds it once, when it is all
 * here. The task also does what should fail now.
 * @throws AppError not_found when the tenant has no such technician, unavailable when the database cannot be used
 */
export async function recordFixes(submission: Submission): Promise<readonly FixResultWire[]> {
  const outcome = await write(submission);
  if (outcome.kind === "unknown_technician") {
    throw new AppError("not_found", "There is no such technician.");
  }
  if (outcome.lateFrom !== null) await rebuildNow(submission);
  return outcome.results;
}

async function write(submission: Submission): Promise<SubmissionOutcome> {
  try {
    // A technician whose backlog is being written holds his row: his live fixes queue behind it, nobody else's.
    const isLive = submission.fixes.length <= LIVE_LIMIT && !isBusy(submission);
    return await (isLive ? live.add(submission) : whileBusy(submission, () => bulk.add(submission)));
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new AppError(
      "unavailable",
      "The fixes could not be stored just now. Keep them and send them again.",
      {
        retryAfterSeconds: 5,
        cause: error,
      },
    );
  }
}

async function rebuildNow({ tenantId, technicianId, fixes }: Submission): Promise<void> {
  const atMost = fixes.length > LIVE_LIMIT ? FOLD_BEFORE_ANSWER : Number.POSITIVE_INFINITY;
  try {
    await rebuildVisits({ tenantId, technicianId }, null, atMost);
  } catch (error) {
    log.warn({ error, technicianId }, "visits not folded again at once; the task will");
  }
}
