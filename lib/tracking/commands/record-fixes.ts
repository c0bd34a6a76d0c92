import { setTimeout as pause } from "node:timers/promises";
import { isCollision } from "@/lib/db/collision";
import { isOutage } from "@/lib/db/outage";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { FixResultWire } from "@/lib/realtime/protocol";
import { FOLD_BEFORE_ANSWER, LIVE_LIMIT } from "../backlog";
import { type BulkWork, bulkWork } from "../bulk-work";
import { isBusy, whileBusy } from "../busy-technicians";
import { GroupCommit, type GroupCommitOptions } from "../group-commit";
import { piecesOf } from "../pieces";
import type { Submission, SubmissionOutcome } from "../submission";
import { rebuildVisits } from "./rebuild-visits";
import { writeBatch } from "./write-batch";

/** Rows of one transaction at most; more only makes everybody wait longer. */
const LIVE_ROWS = 1000;
const BULK_ROWS = 200;

const lane = (options: Pick<GroupCommitOptions<Submission, SubmissionOutcome>, "limit" | "rest">) =>
  new GroupCommit<Submission, SubmissionOutcome>({
    write: writeBatch,
    sizeOf: (submission) => submission.fixes.length,
    ...options,
    isOutage,
    isCollision,
  });
const live = lane({ limit: LIVE_ROWS });
const bulk = lane({ limit: BULK_ROWS, rest: (tookMs) => pause(tookMs) });

/** Bulk work in the thread that calls it. */
export const bulkWorkHere: Pick<BulkWork, "write" | "rebuild"> = {
  write: (submission) => bulk.add(submission),
  rebuild: (key, atMost) => rebuildVisits(key, null, atMost),
};

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

/** A technician whose backlog is being written holds his row: his live fixes queue behind it, nobody else's. */
function isLive(submission: Submission): boolean {
  return submission.fixes.length <= LIVE_LIMIT && !isBusy(submission);
}

async function write(submission: Submission): Promise<SubmissionOutcome> {
  try {
    return await (isLive(submission)
      ? live.add(submission)
      : whileBusy(submission, () => writePieces(submission)));
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

/** A piece that fails leaves those before it stored: the sender repeats all, and what is known is recognised. */
async function writePieces(submission: Submission): Promise<SubmissionOutcome> {
  const { write: writePiece } = bulkWork() ?? bulkWorkHere;
  const results = new Map<number, FixResultWire>();
  let lateFrom: number | null = null;
  for (const places of piecesOf(submission.fixes)) {
    const fixes = places.flatMap((place) => submission.fixes[place] ?? []);
    const outcome = await writePiece({ ...submission, fixes });
    if (outcome.kind === "unknown_technician") return outcome;
    for (const [index, result] of outcome.results.entries()) results.set(places[index] ?? -1, result);
    if (outcome.lateFrom !== null) lateFrom = Math.min(lateFrom ?? outcome.lateFrom, outcome.lateFrom);
  }
  return {
    kind: "stored",
    results: submission.fixes.flatMap((_, place) => results.get(place) ?? []),
    lateFrom,
  };
}

async function rebuildNow({ tenantId, technicianId, fixes }: Submission): Promise<void> {
  const atMost = fixes.length > LIVE_LIMIT ? FOLD_BEFORE_ANSWER : Number.POSITIVE_INFINITY;
  try {
    const key = { tenantId, technicianId };
    await whileBusy(key, () => (bulkWork() ?? bulkWorkHere).rebuild(key, atMost));
  } catch (error) {
    log.warn({ error, technicianId }, "visits not folded again at once; the task will");
  }
}
