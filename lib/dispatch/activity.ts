import { terminalStatuses } from "@/lib/jobs/transitions";
import type { LivePosition } from "@/lib/realtime/live-position";
import { arrivalTimes } from "./arrival-times";
import type { ArrivalWire } from "./arrival-wire";
import { isSilent, type JobFacts, type TechnicianFacts } from "./attention";
import { hoursAndMinutes, type Phrase } from "./phrase";

export type ActivityId =
  | "on_site"
  | "en_route"
  | "next_at"
  | "next"
  | "nothing_planned"
  | "on_break"
  | "off_duty"
  | "offline";
export type LeadId = "time_on_site" | "eta" | "free_for" | "free" | "none";

/** The running job, else the one travelled to; null between jobs. */
export function currentJob<J extends Pick<JobFacts, "status" | "on_site">>(jobs: readonly J[]): J | null {
  return (
    jobs.find((job) => job.status === "running") ??
    jobs.find((job) => job.status === "en_route") ??
    jobs.find((job) => job.on_site && !terminalStatuses.includes(job.status)) ??
    null
  );
}

/** The next planned job by the start of its window; jobs without a window come last. */
export function nextJob<J extends Pick<JobFacts, "status" | "on_site" | "number" | "window_start">>(
  jobs: readonly J[],
): J | null {
  const startOf = (job: J) =>
    job.window_start === null ? Number.POSITIVE_INFINITY : Date.parse(job.window_start);
  const planned = jobs.filter((job) => job.status === "assigned" && !job.on_site);
  return planned.sort((a, b) => startOf(a) - startOf(b) || a.number - b.number)[0] ?? null;
}

/** What a technician is doing, in one phrase. @param jobs of this technician */
export function describeActivity(technician: TechnicianFacts, jobs: readonly JobFacts[]): Phrase<ActivityId> {
  const job = currentJob(jobs);
  if (job !== null) {
    const values = { job: job.number, title: job.title };
    return { id: job.status === "en_route" && !job.on_site ? "en_route" : "on_site", values };
  }
  if (technician.status === "off_duty") return { id: "off_duty", values: {} };
  if (technician.status === "on_break") return { id: "on_break", values: {} };
  if (technician.status === "offline") return { id: "offline", values: {} };
  const next = nextJob(jobs);
  if (next === null) return { id: "nothing_planned", values: {} };
  const values = { job: next.number, title: next.title };
  return next.window_start === null
    ? { id: "next", values }
    : { id: "next_at", values: { ...values, at: Date.parse(next.window_start) } };
}

/**
 * The one figure of a row: time on site, minutes to arrival, or how long somebody is free. A silent technician has
 * none, because everything it could say would be a guess.
 * @param now epoch ms
 * @param arrival when he reaches his next job
 */
export function describeLead(
  technician: TechnicianFacts,
  position: LivePosition | null,
  jobs: readonly JobFacts[],
  now: number,
  arrival: ArrivalWire | null = null,
): Phrase<LeadId> {
  const none: Phrase<LeadId> = { id: "none", values: {} };
  const job = currentJob(jobs);
  if (job !== null && (job.status === "running" || job.on_site)) {
    return { id: "time_on_site", values: hoursAndMinutes(timeOnSiteMs(job, now)) };
  }
  if (isSilent(technician, position, now)) return none;
  if (job !== null) {
    const expected = arrivalTimes(arrival?.job_id === job.id ? arrival : null, now);
    if (expected === null) return none;
    return { id: "eta", values: hoursAndMinutes(Math.max(60_000, expected.at - now)) };
  }
  if (technician.status !== "available") return none;
  const next = nextJob(jobs);
  const starts = next?.window_start ?? null;
  if (starts === null) return next === null ? { id: "free", values: {} } : none;
  const free = Date.parse(starts) - now;
  return free < 60_000 ? none : { id: "free_for", values: hoursAndMinutes(free) };
}

/** Time spent at the site so far, ms; an open visit counts up to now (GEO-5). */
export function timeOnSiteMs(job: JobFacts, now: number): number {
  const since = job.arrived_at ?? job.started_at;
  return job.on_site && since !== null
    ? Math.max(0, now - Date.parse(since))
    : job.time_on_site_seconds * 1000;
}
