"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { usePanelJobs } from "@/components/jobs/use-panel-jobs";
import { useLiveReady, useTechnicians } from "@/hooks/live/use-live";

/** The day in one line: who is on shift, how many jobs, how many are late or about to be. */
export function DayCounts() {
  const t = useTranslations("shell.counts");
  const ready = useLiveReady();
  const onShift = useTechnicians().filter((technician) => technician.shift_started_at !== null).length;
  const jobs = usePanelJobs().entries.filter(({ job }) => job.status !== "cancelled");
  if (!ready) return null;
  const atRisk = jobs.filter(({ urgency }) => urgency !== "none").length;
  const strong = (chunks: ReactNode) => <strong className="font-semibold text-ink">{chunks}</strong>;
  const risky = (chunks: ReactNode) => (
    <strong className={atRisk > 0 ? "font-semibold text-at-risk-text" : "font-semibold text-ink"}>
      {chunks}
    </strong>
  );
  return (
    <p className="flex gap-1 text-sm whitespace-nowrap text-muted max-lg:hidden">
      <span>{t.rich("onShift", { count: onShift, b: strong })}</span>·
      <span>{t.rich("jobs", { count: jobs.length, b: strong })}</span>·
      <span>{t.rich("atRisk", { count: atRisk, b: risky })}</span>
    </p>
  );
}
