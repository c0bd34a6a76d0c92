"use client";

import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { PassedInLine } from "@/components/jobs/passed-in-line";
import { UndoDepartureInLine } from "@/components/jobs/undo-departure";
import { UndoInLine } from "@/components/jobs/undo-start";
import { ClockTime } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import { EventIcon } from "./event-icon";
import { EventText } from "./event-text";
import { ExplanationCard } from "./explanation-card";
import type { FeedEntry } from "./feed-entry";

interface Props {
  entry: FeedEntry;
  onOpenJob: (jobId: string) => void;
  /** Long sentences go on in a second line instead of being cut. */
  isWrapped?: boolean;
}

/** One thing that happened; "why" unfolds the explanation of an automatic decision. */
export function FeedLine({ entry, onOpenJob, isWrapped = false }: Props) {
  const t = useTranslations("map.feed");
  const [isOpen, setOpen] = useState(false);
  const { job, explanation } = entry;
  return (
    <>
      <div className="flex min-h-9 items-center gap-3 px-3.5">
        <EventIcon icon={entry.icon} tone={entry.tone} />
        {job ? (
          <Button
            onPress={() => onOpenJob(job.id)}
            className={classNames(
              "min-w-0 flex-1 rounded py-2 text-left text-sm data-hovered:underline",
              !isWrapped && "truncate",
            )}
          >
            <EventText entry={entry} />
          </Button>
        ) : (
          <p className={classNames("min-w-0 flex-1 py-2 text-sm", !isWrapped && "truncate")}>
            <EventText entry={entry} />
          </p>
        )}
        {job &&
          entry.text === "arrived" &&
          (entry.outcome === "started" || entry.outcome === "starts_soon") && (
            <UndoInLine jobId={job.id} startedAt={entry.at} />
          )}
        {job && entry.text === "left" && <UndoDepartureInLine jobId={job.id} departedAt={entry.at} />}
        {job && entry.text === "passed" && entry.decisionId && (
          <PassedInLine jobId={job.id} decisionId={entry.decisionId} />
        )}
        {explanation && (
          <Button
            aria-expanded={isOpen}
            onPress={() => setOpen(!isOpen)}
            className="shrink-0 rounded px-1.5 py-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
          >
            {isOpen ? t("hideWhy") : t("why")}
          </Button>
        )}
        <ClockTime at={entry.at} className="shrink-0 text-xs text-muted" />
      </div>
      {isOpen && explanation && job && (
        <div className="px-3.5 pb-3">
          <ExplanationCard kind={whyKind(entry)} at={entry.at} jobId={job.id} explanation={explanation} />
        </div>
      )}
    </>
  );
}

function whyKind({ text, outcome }: FeedEntry): "left" | "passed" | "started" | "arrived" {
  if (text === "left" || text === "passed") return text;
  return outcome === "started" ? "started" : "arrived";
}
