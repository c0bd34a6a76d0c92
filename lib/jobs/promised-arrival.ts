import type { JobWire } from "@/lib/realtime/protocol";

type Promised = Pick<JobWire, "window_start" | "window_end" | "sla_due_at">;

/**
 * When somebody has to be at the site, epoch ms: the end of the window or the SLA, whichever is first; a window
 * with only a start is an appointment. Null when nothing was promised.
 */
export function arrivalDeadline(job: Promised): number | null {
  const ends = [job.window_end ?? job.window_start, job.sla_due_at].flatMap((at) => at ?? []).map(Date.parse);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Whether nobody has reached the site of a job that is still to be done. */
export function awaitsArrival(job: Pick<JobWire, "status" | "arrived_at">): boolean {
  const ahead = job.status === "pending" || job.status === "assigned" || job.status === "en_route";
  return ahead && job.arrived_at === null;
}
