"use client";

import { useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { ApiError, callApi } from "@/lib/http/client";
import { nextStatus } from "@/lib/jobs/transitions";
import type { JobAction } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";
import { useLiveStore } from "./live/use-live";
import { jobKeys } from "./use-jobs";

/** What a person can do to a job: the table's actions, and saying by hand that somebody came or went. */
export type HandAction =
  | Exclude<JobAction, "start">
  | "check_in"
  | "check_out"
  | "confirm_start"
  | "decline_start"
  | "undo_start"
  | "undo_departure"
  | "confirm_passed"
  | "dismiss_passed";

export interface JobCommand {
  job: JobWire;
  action: HandAction;
  technicianId?: string;
  reason?: string;
  /** Which drive-past is answered. */
  decisionId?: string;
  /** Where the phone was at that moment (check-in). */
  place?: { latitude: number; longitude: number; accuracy: number | null };
}

const paths: Record<HandAction, string> = {
  assign: "assign",
  unassign: "unassign",
  start_travel: "start-travel",
  check_in: "check-in",
  check_out: "check-out",
  hold: "hold",
  resume: "resume",
  complete: "complete",
  fail: "fail",
  cancel: "cancel",
  confirm_start: "arrival/confirm",
  decline_start: "arrival/decline",
  undo_start: "undo",
  undo_departure: "undo",
  confirm_passed: "passed/confirm",
  dismiss_passed: "passed/dismiss",
};

/** What is taken back, where more than one thing could be. */
const undone: Partial<Record<HandAction, string>> = { undo_start: "start", undo_departure: "departure" };

const commandKey = ["jobs", "command"] as const;

/**
 * Sends one change of a job. The page shows the expected result at once (`useShownJob`); when the server refuses, the
 * page shows what is true there and the refusal carries the server's own sentence.
 */
export function useJobCommand() {
  const store = useLiveStore();
  const queries = useQueryClient();
  return useMutation({
    mutationKey: commandKey,
    mutationFn: ({ job, action, technicianId, reason, decisionId, place }: JobCommand) => {
      const target = action === "assign" ? `/${technicianId}` : "";
      return callApi<JobWire>(`/jobs/${job.id}/${paths[action]}${target}`, {
        method: "POST",
        body: { reason, decision_id: decisionId, change: undone[action], ...place },
      });
    },
    onSuccess: (job) => store.applyJob(job),
    onError: (error) => {
      if (error instanceof ApiError && error.code === "conflict" && isJob(error.current)) {
        store.applyJob(error.current);
      }
    },
    onSettled: (_job, _error, { job }) => queries.invalidateQueries({ queryKey: jobKeys.one(job.id) }),
  });
}

function isJob(value: unknown): value is JobWire {
  return (
    typeof value === "object" && value !== null && "id" in value && "version" in value && "status" in value
  );
}

/** The job as it will be when what is under way succeeds. */
export function useShownJob(job: JobWire | null): { job: JobWire | null; isSaving: boolean } {
  const underWay = useMutationState({
    filters: { mutationKey: commandKey, status: "pending" },
    select: (mutation) => mutation.state.variables as JobCommand,
  }).findLast((command) => command.job.id === job?.id);
  if (!job || !underWay) return { job, isSaving: false };
  return { job: expected(job, underWay), isSaving: true };
}

/** What a command will make of the job, by the same table the server uses. */
export function expected(job: JobWire, { action, technicianId, decisionId }: JobCommand): JobWire {
  if (action === "check_in") return { ...job, status: "running", on_site: true };
  if (action === "check_out") return { ...job, on_site: false };
  if (action === "confirm_start") return { ...job, status: "running", pending_start: null };
  if (action === "decline_start") return { ...job, pending_start: null };
  // What it goes back to is the server's to say.
  if (action === "undo_start") return { ...job, undo_until: null };
  if (action === "undo_departure")
    return { ...job, on_site: true, departed_at: null, undo_departure_until: null };
  if (action === "confirm_passed" || action === "dismiss_passed")
    return { ...job, passed: job.passed.filter(({ decision_id }) => decision_id !== decisionId) };
  const status = nextStatus(job.status, action, job.technician_id !== null) ?? job.status;
  if (action === "assign") return { ...job, status, technician_id: technicianId ?? job.technician_id };
  return action === "unassign" ? { ...job, status, technician_id: null } : { ...job, status };
}
