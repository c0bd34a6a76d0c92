"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTimeZone, useTranslations } from "use-intl";
import { EventText } from "@/components/activity/event-text";
import { ExplanationCard } from "@/components/activity/explanation-card";
import { TimelineEntry } from "@/components/activity/timeline-entry";
import { useSayDuration } from "@/components/measures/duration";
import { useStartOfDay } from "@/components/time/use-start-of-day";
import { wallTime } from "@/components/time/wall-time";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useJob, useNow } from "@/hooks/live/use-live";
import type { PlaybackChoice } from "@/hooks/use-selection";
import { useTechnicianDay, useTrips } from "@/hooks/use-technicians";
import { ClockWarning } from "./clock-warning";
import { dayEntries, type VisitEntry } from "./day-entries";
import { Trip } from "./trip";

const secondMs = 1000;
const minuteMs = 60_000;

interface Props {
  technicianId: string;
  onPlay: (choice: PlaybackChoice) => void;
}

/** What happened today, newest first, each automatic decision with its reason. */
export function TechnicianDay({ technicianId, onPlay }: Props) {
  const t = useTranslations("technicians.day");
  const playback = useTranslations("playback");
  const timeZone = useTimeZone() ?? "UTC";
  const words = useTranslations("common");
  const from = useStartOfDay();
  const day = useTechnicianDay(technicianId, from);
  const trips = useTrips(technicianId, from);
  const entries = day.data ? dayEntries(day.data, trips.data?.items ?? []) : [];
  return (
    <section aria-labelledby="technician-day" className="px-4 pt-3.5 pb-4">
      <div className="mb-2 flex items-center justify-between">
        <h3 id="technician-day" className="caps-label">
          {t("title")}
        </h3>
        <Button
          look="quiet"
          size="small"
          className="-my-1 -mr-2 text-accent"
          icon={<Play aria-hidden size={12} />}
          isDisabled={from === 0}
          onPress={() => onPlay({ kind: "day", date: wallTime(from, timeZone).slice(0, 10) })}
        >
          {playback("openDay")}
        </Button>
      </div>
      <ClockWarning technicianId={technicianId} />
      {day.isPending && (
        <div className="flex flex-col gap-4 pt-1">
          <Skeleton className="h-4 w-56" />
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-20 w-full" />
        </div>
      )}
      {day.error && (
        <EmptyState
          title={words("errors.title")}
          action={<Button onPress={() => void day.refetch()}>{words("retry")}</Button>}
        >
          {day.error.message}
        </EmptyState>
      )}
      {day.data && entries.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
      <ol>
        {entries.map((entry, index) => {
          const isLast = index === entries.length - 1;
          if (entry.kind === "visit")
            return <Visit key={entry.key} entry={entry} isLast={isLast} isNewest={index === 0} />;
          if (entry.kind === "trip") {
            const play = (id: string) => onPlay({ kind: "trip", id });
            return <Trip key={entry.key} trip={entry.trip} isLast={isLast} onPlay={play} />;
          }
          return (
            <TimelineEntry
              key={entry.key}
              at={entry.at}
              tone={entry.entry.tone}
              isHollow={entry.entry.text === "shift_started" || entry.entry.text === "shift_ended"}
              isLast={isLast}
            >
              <EventText entry={entry.entry} />
            </TimelineEntry>
          );
        })}
      </ol>
    </section>
  );
}

function Visit({ entry, isLast, isNewest }: { entry: VisitEntry; isLast: boolean; isNewest: boolean }) {
  const t = useTranslations("technicians.day");
  const outcomes = useTranslations("map.outcomes");
  const say = useSayDuration();
  const now = useNow(entry.visit.departed_at === null ? secondMs : minuteMs);
  const job = useJob(entry.visit.job_id) ?? entry.job;
  // The stay that matters now explains itself; older ones unfold.
  const [isOpen, setOpen] = useState(isNewest);
  const { visit, arrival, departure, outcome } = entry;
  const seconds = visit.departed_at ? visit.seconds : (now - Date.parse(visit.arrived_at)) / 1000;
  const hasWhy = arrival !== null || departure !== null;
  return (
    <TimelineEntry
      at={visit.arrived_at}
      until={visit.departed_at}
      isRough={entry.isRough}
      tone="on_job"
      isLast={isLast}
      detail={
        isOpen &&
        hasWhy && (
          <div className="flex flex-col gap-2">
            {departure && (
              <ExplanationCard
                kind="left"
                at={departure.at}
                jobId={visit.job_id}
                explanation={departure.explanation}
              />
            )}
            {arrival && (
              <ExplanationCard
                kind={outcome === "started" ? "started" : "arrived"}
                at={arrival.at}
                jobId={visit.job_id}
                explanation={arrival.explanation}
              />
            )}
          </div>
        )
      }
    >
      {job && (
        <>
          <strong className="font-semibold">#{job.number}</strong> {job.title} ·{" "}
        </>
      )}
      {t("onSite", { duration: say(seconds) })}
      {outcome && outcome !== "started" && outcome !== "already_running" && (
        <span className="text-muted"> · {outcomes(outcome)}</span>
      )}
      {visit.opened_by !== "fence" && (
        <span className="text-muted"> · {t(visit.opened_by === "check_in" ? "byHand" : "confirmed")}</span>
      )}
      {entry.isChanged && <span className="text-muted"> · {t("changed")}</span>}
      {hasWhy && (
        <AriaButton
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
          className="ml-1 rounded px-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
        >
          {isOpen ? t("hideWhy") : t("why")}
        </AriaButton>
      )}
    </TimelineEntry>
  );
}
