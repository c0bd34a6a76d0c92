import { arrivalDeadline, awaitsArrival } from "@/lib/jobs/promised-arrival";
import { standingRisk } from "@/lib/jobs/standing-risk";
import type { WindowRisk } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";
import type { ArrivalTimes } from "./arrival-times";

/** By how much an arrival has to come before the end of the window again until the warning is taken back, milliseconds. */
const SAFE_MARGIN_MS = 2 * 60_000;

/**
 * What to do about a promise: `warn` once when it will be missed, `safe` when it will be kept after all, `forget` a warning
 * that has nothing to speak of any more, or leave everything as it is.
 */
export type WindowVerdict =
  | { readonly verdict: "warn"; readonly risk: WindowRisk }
  | { readonly verdict: "safe" | "forget" | "leave" };

/**
 * Whether the promised window of a job will be missed (GEO-8). The warning comes when even a fast drive arrives after its end,
 * or when it is over and nobody is known to be on the way; it goes when the usual drive arrives 2 min before the end. What
 * lies between changes nothing, so that an estimate that wavers does not.
 * @param stored what was said before, standing or not
 * @param times when who has the job arrives; null when that is not known
 * @param now epoch ms
 */
export function judgeWindow(
  job: JobWire,
  stored: WindowRisk | null,
  times: ArrivalTimes | null,
  now: number,
): WindowVerdict {
  const deadline = arrivalDeadline(job);
  const technicianId = job.technician_id;
  if (deadline === null || technicianId === null || !awaitsArrival(job)) {
    return { verdict: stored === null ? "leave" : "forget" };
  }
  const isMissed = times === null ? now > deadline : times.earliest > deadline;
  if (isMissed && standingRisk(stored, job) === null) {
    const risk: WindowRisk = {
      since: new Date(now).toISOString(),
      technicianId,
      deadline: new Date(deadline).toISOString(),
      cause: times === null ? "window_over" : "arrives_late",
      lateSeconds: Math.round(((times?.at ?? now) - deadline) / 1000),
    };
    return { verdict: "warn", risk };
  }
  const isKept = times !== null && times.at <= deadline - SAFE_MARGIN_MS;
  return { verdict: stored !== null && isKept ? "safe" : "leave" };
}
