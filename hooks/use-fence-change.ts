"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/client";
import type { JobWire } from "@/lib/realtime/protocol";
import { jobKeys } from "./use-jobs";
import type { TriedFence } from "./use-rehearsal";

/** Gives a job another fence; refused when somebody changed the job meanwhile. */
export function useFenceChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ job, fence }: { job: JobWire; fence: TriedFence }) =>
      callApi<JobWire>(`/jobs/${job.id}`, { method: "PATCH", body: { ...fence, version: job.version } }),
    onSettled: (_data, _error, { job }) => queries.invalidateQueries({ queryKey: jobKeys.one(job.id) }),
  });
}
