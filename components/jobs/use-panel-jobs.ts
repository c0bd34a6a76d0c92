"use client";

import { useMemo } from "react";
import { useStartOfDay } from "@/components/time/use-start-of-day";
import { useJobs, useNow } from "@/hooks/live/use-live";
import { jobUrgency } from "@/lib/dispatch/attention";
import type { JobInPanel } from "./job-groups";

const regroupMs = 15_000;

/** The day's jobs with their urgency, looked at again every 15 s, and the company's midnight (epoch ms). */
export function usePanelJobs(): { entries: readonly JobInPanel[]; dayStart: number } {
  const jobs = useJobs();
  const moment = useNow(regroupMs);
  const dayStart = useStartOfDay();
  const entries = useMemo(
    () =>
      jobs.map((job) => ({
        job,
        urgency: jobUrgency(job, moment),
      })),
    [jobs, moment],
  );
  return { entries, dayStart };
}
