import type { LivePosition } from "@/lib/realtime/live-position";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { hoursAndMinutes, type Phrase } from "./phrase";
import { estimateTravelMs } from "./travel-estimate";

/** On shift and not heard of for longer than this: silent. Phones report every 5–30 s, dead zones last a minute or two. */
export const SILENT_AFTER_MS = 5 * 60_000;
/** From this battery level down a dispatcher should know, percent. */
export const LOW_BATTERY_PERCENT = 15;
/** Nobody on the way this long before the job must have begun: at risk. */
export const AT_RISK_BEFORE_MS = 15 * 60_000;

export type AttentionLevel = "critical" | "warning" | "none";
export type AttentionId = "late" | "silent" | "never_heard" | "at_risk" | "low_battery";
export type JobUrgency = "late" | "at_risk" | "none";

export interface Attention {
  readonly level: AttentionLevel;
  readonly reason: Phrase<AttentionId> | null;
  /** The job behind the reason. */
  readonly jobId: string | null;
  readonly late: boolean;
  readonly silent: boolean;
}

export type TechnicianFacts = Pick<TechnicianWire, "status" | "shift_started_at">;
export type JobFacts = Pick<
  JobWire,
  | "id"
  | "number"
  | "title"
  | "status"
  | "latitude"
  | "longitude"
  | "arrived_at"
  | "started_at"
  | "window_start"
  | "window_end"
  | "sla_due_at"
  | "on_site"
  | "time_on_site_seconds"
>;

/**
 * When somebody has to be at the site, epoch ms: the end of the window or the SLA, whichever is first; a window
 * with only a start is an appointment. Null when nothing was promised.
 */
export function arrivalDeadline(job: JobFacts): number | null {
  const ends = [job.window_end ?? job.window_start, job.sla_due_at].flatMap((at) => at ?? []).map(Date.parse);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Whether nobody has reached the site of a job that is still to be done. */
export function awaitsArrival(job: JobFacts): boolean {
  const ahead = job.status === "pending" || job.status === "assigned" || job.status === "en_route";
  return ahead && job.arrived_at === null;
}

/**
 * Late: the deadline passed and nobody arrived. At risk: it is near and nobody travels, or who travels will not
 * make it by our estimate.
 * @param position of the technician who has the job, when known
 */
export function jobUrgency(job: JobFacts, now: number, position: LivePosition | null = null): JobUrgency {
  const deadline = arrivalDeadline(job);
  if (deadline === null || !awaitsArrival(job)) return "none";
  if (now > deadline) return "late";
  if (job.status !== "en_route") return deadline - now <= AT_RISK_BEFORE_MS ? "at_risk" : "none";
  if (position === null) return "none";
  return now + estimateTravelMs(position, job) > deadline ? "at_risk" : "none";
}

/** On shift, and the newest position (or, without one, the start of the shift) is too old. */
export function isSilent(technician: TechnicianFacts, position: LivePosition | null, now: number): boolean {
  return onShift(technician) && now - heardAt(technician, position) > SILENT_AFTER_MS;
}

/**
 * What a dispatcher should know about a technician first; the worst reason wins: late, silent, at risk, battery.
 * @param jobs of this technician
 * @param now epoch ms
 */
export function attention(
  technician: TechnicianFacts,
  position: LivePosition | null,
  jobs: readonly JobFacts[],
  now: number,
): Attention {
  const silent = isSilent(technician, position, now);
  const late = worst(jobs, "late", now, position);
  const found = (level: AttentionLevel, reason: Phrase<AttentionId>, job: JobFacts | null): Attention => ({
    level,
    reason,
    jobId: job?.id ?? null,
    late: late !== null,
    silent,
  });

  if (late !== null) {
    const behind = now - (arrivalDeadline(late) ?? now);
    return found("critical", { id: "late", values: { ...hoursAndMinutes(behind), job: late.number } }, late);
  }
  if (silent) {
    const since = heardAt(technician, position);
    return found("warning", { id: position === null ? "never_heard" : "silent", values: { since } }, null);
  }
  const risky = worst(jobs, "at_risk", now, position);
  if (risky !== null) {
    const left = (arrivalDeadline(risky) ?? now) - now;
    return found(
      "warning",
      { id: "at_risk", values: { ...hoursAndMinutes(left), job: risky.number } },
      risky,
    );
  }
  const battery = position?.batteryPercent ?? null;
  if (onShift(technician) && battery !== null && battery < LOW_BATTERY_PERCENT) {
    return found("warning", { id: "low_battery", values: { percent: Math.round(battery) } }, null);
  }
  return { level: "none", reason: null, jobId: null, late: false, silent };
}

const onShift = (technician: TechnicianFacts) =>
  technician.shift_started_at !== null && technician.status !== "off_duty";

function heardAt(technician: TechnicianFacts, position: LivePosition | null): number {
  return position?.recordedAt ?? Date.parse(technician.shift_started_at ?? "");
}

/** The job of that urgency whose deadline came first. */
function worst(
  jobs: readonly JobFacts[],
  urgency: JobUrgency,
  now: number,
  position: LivePosition | null,
): JobFacts | null {
  let found: JobFacts | null = null;
  for (const job of jobs) {
    if (jobUrgency(job, now, position) !== urgency) continue;
    if (found === null || (arrivalDeadline(job) ?? 0) < (arrivalDeadline(found) ?? 0)) found = job;
  }
  return found;
}
