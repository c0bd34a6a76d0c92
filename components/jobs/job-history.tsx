"use client";

import { useTranslations } from "use-intl";
import { ExplanationCard } from "@/components/activity/explanation-card";
import { TimelineEntry } from "@/components/activity/timeline-entry";
import type { Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useTechnician } from "@/hooks/live/use-live";
import { type DecisionWire, type JobChange, useJobDecisions, useJobHistory } from "@/hooks/use-jobs";
import type { JobWire } from "@/lib/realtime/protocol";
import { jobTone } from "./job-look";

type Entry = { at: string; key: string } & ({ change: JobChange } | { decision: DecisionWire });

/** How the job came to where it is: who, when, why; and the fence's decisions with their reasons. Newest first. */
export function JobHistory({ job }: { job: JobWire }) {
  const t = useTranslations("jobs.history");
  const words = useTranslations("common");
  const history = useJobHistory(job.id);
  const decisions = useJobDecisions(job.id);
  const error = history.error ?? decisions.error;
  const entries = error ? [] : merge(history.data ?? [], decisions.data ?? []);
  return (
    <section aria-labelledby="job-history" className="px-4 pt-3.5 pb-6">
      <h3 id="job-history" className="caps-label mb-2">
        {t("title")}
      </h3>
      {history.isPending && <HistorySkeleton />}
      {error && (
        <EmptyState
          title={words("errors.title")}
          action={
            <Button
              onPress={() => {
                void history.refetch();
                void decisions.refetch();
              }}
            >
              {words("retry")}
            </Button>
          }
        >
          {error.message}
        </EmptyState>
      )}
      <ol>
        {entries.map((entry, index) => (
          <TimelineEntryOf key={entry.key} entry={entry} job={job} isLast={index === entries.length - 1} />
        ))}
      </ol>
    </section>
  );
}

function TimelineEntryOf({ entry, job, isLast }: { entry: Entry; job: JobWire; isLast: boolean }) {
  const t = useTranslations("jobs.history");
  const outcomes = useTranslations("map.outcomes");
  const technician = useTechnician("decision" in entry ? entry.decision.technician_id : null);
  if ("change" in entry) {
    const { action, actor, actor_name, reason, to_status } = entry.change;
    const by = actor === "fence" ? t("byFence") : actor_name ? t("by", { name: actor_name }) : null;
    return (
      <TimelineEntry
        at={entry.at}
        tone={jobTone(to_status, "none")}
        isHollow={action === "create"}
        isLast={isLast}
      >
        {t(`actions.${action}`)}
        {by && <span className="text-muted"> · {by}</span>}
        {reason && <span className="block text-muted">{t("quote", { reason })}</span>}
      </TimelineEntry>
    );
  }
  const { kind, explanation, job_outcome, stands, reason, occurred_at } = entry.decision;
  const tone = decisionTones[kind];
  const [from = entry.at, until] = entry.decision.passed_between ?? [];
  const started = job_outcome === "started";
  return (
    <TimelineEntry
      at={from}
      until={until}
      isRough={until !== undefined}
      tone={tone}
      isLast={isLast}
      detail={
        <ExplanationCard
          kind={kind === "departed" ? "left" : kind === "passed" ? "passed" : started ? "started" : "arrived"}
          at={occurred_at}
          jobId={job.id}
          explanation={explanation}
        />
      }
    >
      {t(`decisions.${kind}`, { name: technician?.full_name ?? "" })}
      {job_outcome && job_outcome !== "already_running" && (
        <span className="text-muted"> · {outcomes(job_outcome)}</span>
      )}
      {kind === "passed" && <PassedAnswer decision={entry.decision} />}
      {reason && <span className="block text-muted">{t("quote", { reason })}</span>}
      {!stands && <span className="block text-at-risk-text">{t("corrected")}</span>}
    </TimelineEntry>
  );
}

const decisionTones: Record<DecisionWire["kind"], Tone> = {
  arrived: "on_job",
  reopened: "on_job",
  departed: "en_route",
  passed: "at_risk",
};

/** What became of the question whether a drive-past was a visit. */
function PassedAnswer({ decision: { answer, stands } }: { decision: DecisionWire }) {
  const t = useTranslations("passed");
  if (!stands) return null;
  const who = { by: answer?.by ? "yes" : "no", name: answer?.by ?? "" };
  return <span className="text-muted"> · {answer ? t(answer.said, who) : t("asked")}</span>;
}

/** A start by the fence is told by the arrival that caused it. */
function merge(changes: readonly JobChange[], decisions: readonly DecisionWire[]): Entry[] {
  const told = changes
    .filter(
      (change) =>
        change.action !== "visit" &&
        !(change.action === "start" && change.actor === "fence" && decisions.length > 0),
    )
    .map((change, index): Entry => ({ at: change.occurred_at, key: `c${index}-${change.action}`, change }));
  const decided = decisions.map(
    (decision): Entry => ({ at: decision.occurred_at, key: decision.id, decision }),
  );
  return [...told, ...decided].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function HistorySkeleton() {
  return (
    <div className="flex flex-col gap-4 pt-1">
      <Skeleton className="h-4 w-56" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-4 w-44" />
    </div>
  );
}
