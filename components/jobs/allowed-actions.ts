import type { HandAction } from "@/hooks/use-job-actions";
import { nextStatus } from "@/lib/jobs/transitions";
import type { JobAction } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";

const tableActions = [
  "complete",
  "resume",
  "start_travel",
  "hold",
  "unassign",
  "fail",
  "cancel",
] as const satisfies readonly JobAction[];

/** What can be done to the job as it is, most useful first; by the same table the server decides with. */
export function allowedActions(job: JobWire): HandAction[] {
  const hasTechnician = job.technician_id !== null;
  const may = (action: JobAction) => nextStatus(job.status, action, hasTechnician) !== null;
  const allowed: HandAction[] = [];
  if (hasTechnician && may("start")) allowed.push("check_in");
  if (job.status === "running" && !job.on_site) allowed.push("check_in");
  if (job.on_site) allowed.push("check_out");
  if (may("assign")) allowed.push("assign");
  for (const action of tableActions) {
    if (!may(action)) continue;
    if ((action === "unassign" || action === "fail") && !hasTechnician) continue;
    allowed.push(action);
  }
  return allowed;
}

/** The action that gets the biggest button; null when the job is over. */
export function primaryAction(job: JobWire): HandAction | null {
  const allowed = allowedActions(job);
  return (["complete", "resume", "assign"] as const).find((action) => allowed.includes(action)) ?? null;
}
