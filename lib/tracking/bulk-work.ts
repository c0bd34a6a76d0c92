import type { IngestContext } from "./commands/ingest";
import type { Submission, SubmissionOutcome } from "./submission";
import type { TechnicianKey } from "./technician-key";

/** What takes so long that live fixes would wait for it: long uploads, from their reading on, and folding days again. */
export interface BulkWork {
  /** As `writeBatch`, together with what else waits. */
  write(submission: Submission): Promise<SubmissionOutcome>;
  /** As `ingestBody`. */
  ingest(body: Uint8Array, context: IngestContext): Promise<Uint8Array>;
  /** As `rebuildVisits`. */
  rebuild(key: TechnicianKey, atMost: number): Promise<void>;
}

let elsewhere: BulkWork | null = null;

/** Has bulk work done elsewhere from now on, by a thread of its own; null: here. */
export function doBulkWork(work: BulkWork | null): void {
  elsewhere = work;
}

/** Who does bulk work, null when it is done here. */
export function bulkWork(): BulkWork | null {
  return elsewhere;
}
