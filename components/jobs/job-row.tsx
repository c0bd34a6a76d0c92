"use client";

import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import { useJob, useJobUrgency, useTechnician } from "@/hooks/live/use-live";
import { shortName } from "@/lib/dispatch/names";
import type { JobWire } from "@/lib/realtime/protocol";
import { useArrivesIn } from "./arrival";
import { JobPin } from "./job-pin";
import { useSecondsUntil } from "./pending-start";
import { useStateWord } from "./state-word";
import { TimeOnSite } from "./time-on-site";
import { UrgencyText } from "./urgency-text";

/** One job in the panel, 56 px. */
export function JobRow({ jobId }: { jobId: string }) {
  const t = useTranslations("jobs");
  const stateWord = useStateWord();
  const job = useJob(jobId);
  const urgency = useJobUrgency(jobId);
  const technician = useTechnician(job?.technician_id ?? null);
  if (!job) return null;
  const place = [job.customer_name, job.site_name ?? job.address].filter(Boolean).join(", ");
  return (
    <div className="flex h-full items-center gap-3.5 pr-3 pl-4">
      <span className="flex w-7.5 shrink-0 justify-center">
        <JobPin status={job.status} urgency={urgency} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-base font-semibold">
          <span className="font-medium text-muted">#{job.number}</span> {job.title}
        </p>
        <p className="truncate text-sm text-muted">
          <span
            className={classNames(
              "font-semibold",
              urgency === "late" && "text-critical-text",
              urgency === "at_risk" && "text-at-risk-text",
            )}
          >
            {job.pending_start?.mode === "timed" ? (
              <StartsIn at={job.pending_start.starts_at} />
            ) : urgency === "none" ? (
              stateWord(job)
            ) : (
              <UrgencyText job={job} />
            )}
          </span>
          {place && ` · ${place}`}
        </p>
      </div>
      <div className="max-w-24 shrink-0 text-right">
        <p className="text-sm font-semibold">
          <Lead job={job} />
        </p>
        <p className="truncate text-xs text-muted">
          {technician ? shortName(technician.full_name) : t("nobody")}
        </p>
      </div>
    </div>
  );
}

function StartsIn({ at }: { at: string | null }) {
  return useTranslations("starts")("startsIn", { seconds: useSecondsUntil(at) });
}

function Lead({ job }: { job: JobWire }) {
  const window = useWindowText();
  const clock = useClock();
  const t = useTranslations("arrivals");
  const expected = useArrivesIn(job);
  if (expected) {
    return (
      <>
        <span className="sr-only">{t("row", { duration: expected.duration })}</span>
        <span aria-hidden title={expected.at}>
          {expected.duration}
        </span>
      </>
    );
  }
  if (job.on_site) return <TimeOnSite job={job} />;
  if (job.finished_at) return clock(job.finished_at);
  return window(job) ?? "—";
}

/** Says the promised window: "14:00–15:00", "from 14:00", "by 15:00"; null when nothing was promised. */
export function useWindowText(): (job: Pick<JobWire, "window_start" | "window_end">) => string | null {
  const t = useTranslations("jobs.window");
  const clock = useClock();
  return ({ window_start: start, window_end: end }) => {
    if (start && end) return t("span", { start: clock(start), end: clock(end) });
    if (start) return t("from", { start: clock(start) });
    return end ? t("by", { end: clock(end) }) : null;
  };
}
