"use client";

import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { JobPin } from "@/components/jobs/job-pin";
import { useWindowText } from "@/components/jobs/job-row";
import { UrgencyText } from "@/components/jobs/urgency-text";
import { useStartOfDay } from "@/components/time/use-start-of-day";
import { useJobsOf, useJobUrgency } from "@/hooks/live/use-live";
import type { JobWire } from "@/lib/realtime/protocol";

/** The jobs of one technician today: open ones by window, then what is done. */
export function TechnicianJobs({
  technicianId,
  onOpenJob,
}: {
  technicianId: string;
  onOpenJob: (id: string) => void;
}) {
  const t = useTranslations("technicians.jobs");
  const dayStart = useStartOfDay();
  const jobs = useJobsOf(technicianId).filter(
    (job) => job.finished_at === null || Date.parse(job.finished_at) >= dayStart,
  );
  return (
    <section aria-labelledby="technician-jobs" className="border-b border-line px-2 pt-3.5 pb-2">
      <h3 id="technician-jobs" className="caps-label mb-1 px-2">
        {t("title", { count: jobs.length })}
      </h3>
      {jobs.length === 0 ? (
        <p className="px-2 pb-2 text-sm text-muted">{t("none")}</p>
      ) : (
        <ul>
          {jobs.map((job) => (
            <li key={job.id}>
              <Button
                onPress={() => onOpenJob(job.id)}
                className="flex min-h-10 w-full items-center gap-3 rounded-lg px-2 text-left text-sm data-hovered:bg-sunken"
              >
                <Line job={job} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ job }: { job: JobWire }) {
  const statuses = useTranslations("jobs.status");
  const window = useWindowText();
  const urgency = useJobUrgency(job.id);
  return (
    <>
      <JobPin status={job.status} urgency={urgency} className="scale-90" />
      <span className="min-w-0 flex-1 truncate">
        <span className="font-semibold">#{job.number}</span> {job.title}
      </span>
      {urgency !== "none" && (
        <span
          className={`shrink-0 text-xs font-semibold ${urgency === "late" ? "text-critical-text" : "text-at-risk-text"}`}
        >
          <UrgencyText job={job} />
        </span>
      )}
      <span className="shrink-0 text-xs text-muted">
        {job.finished_at ? statuses(job.status) : (window(job) ?? statuses(job.status))}
      </span>
    </>
  );
}
