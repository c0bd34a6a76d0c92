import type { StartMode } from "@/lib/tenants/types";
import { startableStatuses } from "./transitions";
import type { JobOutcome, JobStatus } from "./types";

export interface ArrivedJob {
  readonly jobId: string;
  readonly number: number;
  readonly status: JobStatus;
  /** Epoch ms; null when the job has no window. */
  readonly windowStart: number | null;
  /** False when the arrival is older than 15 min by the time we learn of it (LOC-8). */
  readonly recent: boolean;
  readonly mode: StartMode;
  /** A person cancelled or undid the start of this arrival. */
  readonly refused: boolean;
}

/** Arrivals older than this when learned are booked but move no job and notify nobody (LOC-8), milliseconds. */
export const RECENT_MS = 15 * 60_000;

/** Earliest scheduled first; jobs without a window after those with one; then by number. */
export function bySchedule(
  a: { windowStart: number | null; number: number },
  b: { windowStart: number | null; number: number },
): number {
  if (a.windowStart !== b.windowStart) {
    if (a.windowStart === null) return 1;
    if (b.windowStart === null) return -1;
    return a.windowStart - b.windowStart;
  }
  return a.number - b.number;
}

const effects = { automatic: "started", timed: "starts_soon", ask: "asked" } as const;

/**
 * Which of the jobs a technician has just arrived at starts (GEO-2, GEO-7): at most one, the earliest scheduled,
 * and none while another of his jobs runs. One that counts down or is asked about holds the others back like one that runs.
 * @param runningJobId the technician's running job, null when none runs
 * @returns one outcome per job, by id
 */
export function startOnArrival(
  arrived: readonly ArrivedJob[],
  runningJobId: string | null,
): ReadonlyMap<string, JobOutcome> {
  const outcomes = new Map<string, JobOutcome>();
  let running = runningJobId;
  let startedHere = false;
  for (const job of [...arrived].sort(bySchedule)) {
    if (job.jobId === runningJobId) outcomes.set(job.jobId, "already_running");
    else if (!startableStatuses.includes(job.status)) outcomes.set(job.jobId, "not_startable");
    else if (!job.recent) outcomes.set(job.jobId, "too_old_to_start");
    else if (job.refused) outcomes.set(job.jobId, "declined");
    else if (job.mode === "off") outcomes.set(job.jobId, "left_to_people");
    else if (running !== null) {
      outcomes.set(job.jobId, startedHere ? "waiting_earlier_job_here" : "waiting_other_job_runs");
    } else {
      outcomes.set(job.jobId, effects[job.mode]);
      running = job.jobId;
      startedHere = true;
    }
  }
  return outcomes;
}
