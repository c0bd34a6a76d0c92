import type { JobAction, JobStatus } from "./types";

const table: Record<JobAction, Partial<Record<JobStatus, JobStatus>>> = {
  assign: {
    pending: "assigned",
    assigned: "assigned",
    en_route: "assigned",
    running: "assigned",
    on_hold: "on_hold",
  },
  unassign: { assigned: "pending", en_route: "pending", running: "pending", on_hold: "pending" },
  start_travel: { assigned: "en_route" },
  start: { assigned: "running", en_route: "running" },
  hold: { pending: "on_hold", assigned: "on_hold", en_route: "on_hold", running: "on_hold" },
  resume: { on_hold: "assigned" },
  complete: { running: "completed" },
  fail: { assigned: "failed", en_route: "failed", running: "failed", on_hold: "failed" },
  cancel: {
    pending: "cancelled",
    assigned: "cancelled",
    en_route: "cancelled",
    running: "cancelled",
    on_hold: "cancelled",
  },
};

/**
 * The states of DSP-1 and the only moves between them.
 * `resume` leads to `pending` for a job nobody has; the caller names that with `hasTechnician`.
 * @returns the next status, or null when the move is not allowed from here.
 */
export function nextStatus(from: JobStatus, action: JobAction, hasTechnician = true): JobStatus | null {
  if (action === "resume" && from === "on_hold" && !hasTechnician) return "pending";
  return table[action][from] ?? null;
}

/** States from which a job never moves again. */
export const terminalStatuses: readonly JobStatus[] = ["completed", "failed", "cancelled"];

/** States in which an arrival at the site starts the job (GEO-2). */
export const startableStatuses: readonly JobStatus[] = ["assigned", "en_route"];

/** States of a job that is still to be done; the partial index `jobs_open` names the same. */
export const openStatuses: readonly JobStatus[] = ["pending", "assigned", "en_route", "running", "on_hold"];
