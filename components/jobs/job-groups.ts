import type { JobUrgency } from "@/lib/dispatch/attention";
import { startableStatuses } from "@/lib/jobs/transitions";
import type { JobStatus } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";

export const jobFilters = ["open", "unassigned", "late", "on_site", "done"] as const;
export type JobFilter = (typeof jobFilters)[number];

export const jobGroupIds = [
  "attention",
  "on_site",
  "en_route",
  "assigned",
  "unassigned",
  "on_hold",
  "done",
] as const;
export type JobGroupId = (typeof jobGroupIds)[number];

export interface JobInPanel {
  job: JobWire;
  urgency: JobUrgency;
}

const groupOf: Record<JobStatus, JobGroupId> = {
  pending: "unassigned",
  assigned: "assigned",
  en_route: "en_route",
  running: "on_site",
  on_hold: "on_hold",
  completed: "done",
  failed: "done",
  cancelled: "done",
};

const isOpen = ({ job }: JobInPanel) => groupOf[job.status] !== "done";

const tests: Record<JobFilter, (entry: JobInPanel, dayStart: number) => boolean> = {
  open: isOpen,
  unassigned: ({ job }) => job.technician_id === null && groupOf[job.status] !== "done",
  late: ({ urgency }) => urgency === "late",
  on_site: ({ job }) => job.on_site || job.status === "running",
  done: (entry, dayStart) => !isOpen(entry) && Date.parse(entry.job.finished_at ?? "") >= dayStart,
};

/** How many jobs each filter would show. @param dayStart epoch ms of the company's midnight */
export function countJobs(entries: readonly JobInPanel[], dayStart: number): Record<JobFilter, number> {
  const counts: Record<JobFilter, number> = { open: 0, unassigned: 0, late: 0, on_site: 0, done: 0 };
  for (const entry of entries) {
    for (const filter of jobFilters) if (tests[filter](entry, dayStart)) counts[filter]++;
  }
  return counts;
}

/** Jobs that pass, grouped: what needs attention, then by state; within a group by window, finished ones newest first. */
export function groupJobs(
  entries: readonly JobInPanel[],
  filter: JobFilter,
  search: string,
  dayStart: number,
): { id: JobGroupId; jobs: JobWire[] }[] {
  const groups = new Map<JobGroupId, JobInPanel[]>(jobGroupIds.map((id) => [id, []]));
  for (const entry of entries) {
    if (!tests[filter](entry, dayStart) || !isJobFound(entry.job, search)) continue;
    const id = entry.urgency === "none" ? groupFor(entry.job) : "attention";
    groups.get(id)?.push(entry);
  }
  return [...groups]
    .filter(([, found]) => found.length > 0)
    .map(([id, found]) => ({
      id,
      jobs: found.sort(id === "done" ? newestFirst : byUrgencyThenWindow).map(({ job }) => job),
    }));
}

/** A job whose technician stands on its site is told of there, also while it waits to be started. */
function groupFor({ status, on_site }: JobWire): JobGroupId {
  return on_site && startableStatuses.includes(status) ? "on_site" : groupOf[status];
}

/** Whether every word of the search is in the number, title, customer, place or address. */
export function isJobFound(job: JobWire, search: string): boolean {
  const text = [`#${job.number}`, job.title, job.customer_name, job.site_name, job.address]
    .join(" ")
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const startOf = (job: JobWire) =>
  job.window_start === null ? Number.POSITIVE_INFINITY : Date.parse(job.window_start);
const urgencyRank: Record<JobUrgency, number> = { late: 0, at_risk: 1, none: 2 };

function byUrgencyThenWindow(a: JobInPanel, b: JobInPanel): number {
  const byUrgency = urgencyRank[a.urgency] - urgencyRank[b.urgency];
  if (byUrgency !== 0) return byUrgency;
  const [first, second] = [startOf(a.job), startOf(b.job)];
  return first === second ? a.job.number - b.job.number : first - second;
}

const newestFirst = (a: JobInPanel, b: JobInPanel) =>
  Date.parse(b.job.finished_at ?? b.job.updated_at) - Date.parse(a.job.finished_at ?? a.job.updated_at);
