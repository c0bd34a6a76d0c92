import { arrivalDeadline, awaitsArrival } from "@/lib/jobs/promised-arrival";
import type { LivePosition } from "@/lib/realtime/live-position";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";
import { arrivalTimes } from "./arrival-times";
import type { ArrivalWire } from "./arrival-wire";
import { hoursAndMinutes, type Phrase } from "./phrase";
import { SILENT_AFTER_MS } from "./silence";

/** From this battery level down a dispatcher should know, percent. */
export const LOW_BATTERY_PERCENT = 15;
/** Nobody on the way this long before the job must have begun: at risk. */
export const AT_RISK_BEFORE_MS = 15 * 60_000;

export type AttentionLevel = "critical" | "warning" | "none";
export type AttentionId = "late" | "silent" | "never_heard" | "will_be_late" | "at_risk" | "low_battery";
export type JobUrgency = "late" | "at_risk" | "none";

export interface Attention {
  readonly level: AttentionLevel;
  readonly reason: Phrase<AttentionId> | null;
  /** The job behind the reason. */
  readonly jobId: string | null;
  readonly late: boolean;
  readonly silent: boolean;
  /** Why he is silent, where that is the reason and known. */
  readonly cause: SilenceWire | null;
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
  | "window_risk"
  | "on_site"
  | "time_on_site_seconds"
>;

/**
 * Late: the deadline passed and nobody arrived. At risk: it was said that it will be missed, or it is near and nobody travels.
 * @param now epoch ms
 */
export function jobUrgency(job: JobFacts, now: number): JobUrgency {
  const deadline = arrivalDeadline(job);
  if (deadline === null || !awaitsArrival(job)) return "none";
  if (now > deadline) return "late";
  if (job.window_risk !== null) return "at_risk";
  return job.status !== "en_route" && deadline - now <= AT_RISK_BEFORE_MS ? "at_risk" : "none";
}

/**
 * By how much a job whose warning stands will be missed, milliseconds: by the newest estimate, or without one by what the
 * warning said. Null while nothing says that it will.
 */
export function expectedDelayMs(job: JobFacts, arrival: ArrivalWire | null, now: number): number | null {
  const deadline = arrivalDeadline(job);
  if (job.window_risk === null || deadline === null) return null;
  const expected = arrivalTimes(arrival, now);
  return expected === null ? job.window_risk.late_seconds * 1000 : Math.max(0, expected.at - deadline);
}

/** On shift, and the newest position of the shift (or, without one, its start) is too old. */
export function isSilent(technician: TechnicianFacts, position: LivePosition | null, now: number): boolean {
  return onShift(technician) && now - heardAt(technician, position) > SILENT_AFTER_MS;
}

/**
 * What a dispatcher should know about a technician first; the worst reason wins: late, silent, at risk, battery.
 * @param jobs of this technician
 * @param arrival when he reaches his next job
 * @param silence why he is silent
 * @param now epoch ms
 */
export function attention(
  technician: TechnicianFacts,
  position: LivePosition | null,
  jobs: readonly JobFacts[],
  now: number,
  arrival: ArrivalWire | null = null,
  silence: SilenceWire | null = null,
): Attention {
  const silent = isSilent(technician, position, now);
  const late = worst(jobs, "late", now);
  const found = (level: AttentionLevel, reason: Phrase<AttentionId>, job: JobFacts | null): Attention => ({
    level,
    reason,
    jobId: job?.id ?? null,
    late: late !== null,
    silent,
    cause: null,
  });

  if (late !== null) {
    const behind = now - (arrivalDeadline(late) ?? now);
    return found("critical", { id: "late", values: { ...hoursAndMinutes(behind), job: late.number } }, late);
  }
  if (silent) {
    const since = heardAt(technician, position);
    const id = isOfShift(technician, position) ? "silent" : "never_heard";
    return { ...found("warning", { id, values: { since } }, null), cause: silence };
  }
  const risky = worst(jobs, "at_risk", now);
  const delay = risky && expectedDelayMs(risky, arrival?.job_id === risky.id ? arrival : null, now);
  if (risky !== null && delay !== null) {
    const values = { ...hoursAndMinutes(delay), job: risky.number };
    return found("warning", { id: "will_be_late", values }, risky);
  }
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
  return { level: "none", reason: null, jobId: null, late: false, silent, cause: null };
}

const onShift = (technician: TechnicianFacts) =>
  technician.shift_started_at !== null && technician.status !== "off_duty";

function heardAt(technician: TechnicianFacts, position: LivePosition | null): number {
  const startedAt = Date.parse(technician.shift_started_at ?? "");
  return position !== null && isOfShift(technician, position) ? position.recordedAt : startedAt;
}

/** The last position may be of yesterday. */
function isOfShift({ shift_started_at }: TechnicianFacts, position: LivePosition | null): boolean {
  return position !== null && position.recordedAt >= Date.parse(shift_started_at ?? "");
}

/** The job of that urgency whose deadline came first. */
function worst(jobs: readonly JobFacts[], urgency: JobUrgency, now: number): JobFacts | null {
  let found: JobFacts | null = null;
  for (const job of jobs) {
    if (jobUrgency(job, now) !== urgency) continue;
    if (found === null || (arrivalDeadline(job) ?? 0) < (arrivalDeadline(found) ?? 0)) found = job;
  }
  return found;
}
