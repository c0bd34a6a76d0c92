"use client";

import { useTranslations } from "use-intl";
import { JobActions } from "@/components/jobs/job-actions";
import { useSayDuration } from "@/components/measures/duration";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";
import { Fact, Facts } from "@/components/ui/facts";
import { Skeleton } from "@/components/ui/skeleton";
import { useJob, useJobUrgency, useLiveReady } from "@/hooks/live/use-live";
import { useShownJob } from "@/hooks/use-job-actions";
import { useJobDetail } from "@/hooks/use-jobs";
import { ApiError } from "@/lib/http/client";
import type { JobWire } from "@/lib/realtime/protocol";
import { ArrivalNote, useArrivesIn } from "./arrival";
import { JobFacts } from "./job-facts";
import { JobHistory } from "./job-history";
import { jobTone } from "./job-look";
import { JobPin } from "./job-pin";
import { useWindowText } from "./job-row";
import { PassedQuestions } from "./passed-questions";
import { PendingStart } from "./pending-start";
import { useStateWord } from "./state-word";
import { TimeOnSite } from "./time-on-site";
import { UndoDeparture } from "./undo-departure";
import { UndoStart } from "./undo-start";
import { UrgencyText } from "./urgency-text";

interface Props {
  jobId: string;
  onClose: () => void;
  onOpenTechnician: (id: string) => void;
}

/** One job: where it stands, what can be done, and how it came there. */
export function JobDrawer({ jobId, onClose, onOpenTechnician }: Props) {
  const t = useTranslations("jobs");
  const words = useTranslations("common");
  const live = useJob(jobId);
  const ready = useLiveReady();
  const stored = useJobDetail(jobId, ready && live === null);
  const { job, isSaving } = useShownJob(live ?? stored.data ?? null);
  const frame = { label: t("drawer"), closeLabel: words("close"), onClose };

  if (job) {
    return (
      <Drawer
        {...frame}
        figure={<DrawerPin job={job} />}
        title={
          <>
            <span className="font-medium text-muted">#{job.number}</span> {job.title}
          </>
        }
        subtitle={<StateLine job={job} isSaving={isSaving} />}
      >
        <PendingStart job={job} isSaving={isSaving} />
        <PassedQuestions job={job} isSaving={isSaving} />
        <UndoDeparture job={job} isSaving={isSaving} />
        <UndoStart job={job} isSaving={isSaving} />
        <JobActions job={job} isSaving={isSaving} />
        <Figures job={job} />
        <ArrivalNote job={job} />
        <JobFacts job={job} onOpenTechnician={onOpenTechnician} />
        <JobHistory job={job} />
      </Drawer>
    );
  }
  if (stored.error) {
    const isGone = stored.error instanceof ApiError && stored.error.code === "not_found";
    return (
      <Drawer {...frame} title={isGone ? t("gone.title") : words("errors.title")}>
        {isGone ? (
          <p className="px-4 text-base text-muted">{t("gone.hint")}</p>
        ) : (
          <EmptyState
            title={stored.error.message}
            action={<Button onPress={() => void stored.refetch()}>{words("retry")}</Button>}
          />
        )}
      </Drawer>
    );
  }
  return (
    <Drawer
      {...frame}
      title={<Skeleton className="mt-1 h-5 w-48" />}
      subtitle={<Skeleton className="mt-2 h-4 w-32" />}
    >
      <div className="flex flex-col gap-4 px-4">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="h-14 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    </Drawer>
  );
}

function DrawerPin({ job }: { job: JobWire }) {
  return <JobPin status={job.status} urgency={useJobUrgency(job.id)} className="mx-1" />;
}

function StateLine({ job, isSaving }: { job: JobWire; isSaving: boolean }) {
  const t = useTranslations("jobs");
  const stateWord = useStateWord();
  const urgency = useJobUrgency(job.id);
  return (
    <span className="mt-1 flex flex-wrap items-center gap-1.5">
      <Badge tone={jobTone(job.status, "none")}>{stateWord(job)}</Badge>
      {urgency !== "none" && (
        <Badge tone={urgency === "late" ? "critical" : "at_risk"}>
          <UrgencyText job={job} />
        </Badge>
      )}
      {job.finished_at === null && (job.priority === "high" || job.priority === "urgent") && (
        <Badge tone={job.priority === "urgent" ? "critical" : "at_risk"}>
          {t(`priority.${job.priority}`)}
        </Badge>
      )}
      {job.status === "running" && job.started_by === "fence" && <span>{t("startedByFence")}</span>}
      {isSaving && <span role="status">{t("saving")}</span>}
    </span>
  );
}

function Figures({ job }: { job: JobWire }) {
  const t = useTranslations("jobs.figures");
  const window = useWindowText();
  const say = useSayDuration();
  const arrives = useTranslations("arrivals");
  const expected = useArrivesIn(job);
  return (
    <Facts>
      <Fact label={t("window")}>{window(job) ?? "—"}</Fact>
      {expected ? (
        <Fact label={arrives("arrivesIn")}>{expected.duration}</Fact>
      ) : (
        <Fact label={job.on_site ? t("onSiteNow") : t("onSite")}>
          {job.arrived_at ? <TimeOnSite job={job} /> : "—"}
        </Fact>
      )}
      <Fact label={t("planned")}>
        {job.estimated_duration_minutes === null ? "—" : say(job.estimated_duration_minutes * 60)}
      </Fact>
    </Facts>
  );
}
