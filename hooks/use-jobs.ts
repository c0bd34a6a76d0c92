"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { FenceTransition, PassedAnswer } from "@/lib/geofence/types";
import { callApi } from "@/lib/http/client";
import type { JobAction, JobChangeActor, JobOutcome, JobStatus } from "@/lib/jobs/types";
import type { ExplanationWire, JobWire } from "@/lib/realtime/protocol";
import { useRevision } from "./live/use-live";
import { olderOf } from "./older-of";

export const jobKeys = {
  list: (status: string) => ["jobs", "list", status] as const,
  one: (id: string) => ["jobs", "one", id] as const,
  detail: (id: string) => [...jobKeys.one(id), "detail"] as const,
  history: (id: string, revision: number) => [...jobKeys.one(id), "history", revision] as const,
  decisions: (id: string, revision: number) => [...jobKeys.one(id), "decisions", revision] as const,
};

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** All jobs, newest first, page by page. @param status one status, or "" for all */
export function useJobPages(status: JobStatus | "") {
  return useInfiniteQuery({
    queryKey: jobKeys.list(status),
    queryFn: ({ pageParam, signal }) =>
      callApi<Page<JobWire>>("/jobs", { query: { status, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One job that the live page does not hold (an older link). */
export function useJobDetail(id: string, isWanted: boolean) {
  return useQuery({
    queryKey: jobKeys.detail(id),
    queryFn: ({ signal }) => callApi<JobWire>(`/jobs/${id}`, { signal }),
    enabled: isWanted,
  });
}

export interface JobChange {
  action:
    | JobAction
    | "create"
    | "edit"
    | "visit"
    | "decline_start"
    | "undo_start"
    | "undo_departure"
    | "check_in"
    | "check_out";
  from_status: JobStatus | null;
  to_status: JobStatus;
  actor: JobChangeActor;
  actor_name: string | null;
  reason: string | null;
  occurred_at: string;
}

/** Who changed the job, when and why; oldest first. */
export function useJobHistory(id: string) {
  return useQuery({
    queryKey: jobKeys.history(id, useRevision(id)),
    placeholderData: olderOf(jobKeys.one(id)),
    queryFn: ({ signal }) => callApi<{ items: JobChange[] }>(`/jobs/${id}/history`, { signal }),
    select: (answer) => answer.items,
  });
}

export interface DecisionWire {
  id: string;
  kind: FenceTransition["kind"];
  technician_id: string;
  job_id: string;
  visit_id: string | null;
  occurred_at: string;
  recorded_at: string;
  distance_meters: number | null;
  job_outcome: JobOutcome | null;
  /** False when later fixes proved it wrong. */
  stands: boolean;
  /** What the person gave as a reason; null for the fence's own decisions. */
  reason: string | null;
  passed_between?: [string, string];
  /** What a person said of a drive-past; null while nobody has. */
  answer?: { said: PassedAnswer; by: string | null; at: string | null } | null;
  explanation: ExplanationWire;
}

/** What the fence decided about this job, and why. */
export function useJobDecisions(id: string) {
  return useQuery({
    queryKey: jobKeys.decisions(id, useRevision(id)),
    placeholderData: olderOf(jobKeys.one(id)),
    queryFn: ({ signal }) =>
      callApi<{ items: DecisionWire[] }>("/geofence/decisions", { query: { job_id: id }, signal }),
    select: (answer) => answer.items,
  });
}
