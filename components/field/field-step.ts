import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";

export type FieldStep =
  | { kind: "start_shift" }
  | { kind: "start_travel" | "check_in" | "complete" | "resume"; job: JobWire }
  | { kind: "end_shift" };

export interface FieldDay {
  /** The job at hand: the one that runs, else the one travelled to, else the next by its window. */
  next: JobWire | null;
  later: readonly JobWire[];
  /** Newest first. */
  done: readonly JobWire[];
  step: FieldStep;
}

const rank: Partial<Record<JobWire["status"], number>> = { running: 0, en_route: 1, assigned: 2, on_hold: 3 };
const startOf = (job: JobWire) =>
  job.window_start === null ? Number.POSITIVE_INFINITY : Date.parse(job.window_start);

/**
 * The day of one technician: what is next, and the one thing to press for it.
 * @param jobs of this technician
 * @param dayStart epoch ms; jobs that ended before are not today's
 */
export function fieldDay(technician: TechnicianWire, jobs: readonly JobWire[], dayStart: number): FieldDay {
  const open = jobs
    .filter((job) => job.finished_at === null && rank[job.status] !== undefined)
    .sort((a, b) => order(a) - order(b) || startOf(a) - startOf(b) || a.number - b.number);
  const next = open[0] ?? null;
  return {
    next,
    later: open.slice(1),
    done: jobs
      .filter((job) => job.finished_at !== null && Date.parse(job.finished_at) >= dayStart)
      .sort((a, b) => Date.parse(b.finished_at ?? "") - Date.parse(a.finished_at ?? "")),
    step: stepFor(technician, next),
  };
}

/** Standing at a site counts as being there, whatever the job's own state still says. */
function order(job: JobWire): number {
  return job.status === "assigned" && job.on_site ? 1.5 : (rank[job.status] ?? 9);
}

function stepFor(technician: TechnicianWire, next: JobWire | null): FieldStep {
  if (technician.shift_started_at === null) return { kind: "start_shift" };
  if (next === null) return { kind: "end_shift" };
  if (next.status === "running") return { kind: "complete", job: next };
  if (next.status === "on_hold") return { kind: "resume", job: next };
  return next.status === "en_route" || next.on_site
    ? { kind: "check_in", job: next }
    : { kind: "start_travel", job: next };
}
