import type { IncomingFix } from "./schema";
import type { CandidateJob } from "./types";

/**
 * A fix with the job its sender says it was taken for, if that is believable: one of the technician's jobs around the time
 * of the fix. Anything else (an unknown id, another technician's or another company's job) is a claim nobody has checked,
 * and the fix is kept without it.
 */
export function withClaimedJob(incoming: IncomingFix, candidates: readonly CandidateJob[]): IncomingFix {
  if (incoming.jobId === null) return incoming;
  const claimed = incoming.jobId.toLowerCase();
  const own = candidates.some((candidate) => candidate.jobId === claimed);
  return { ...incoming, jobId: own ? claimed : null };
}
