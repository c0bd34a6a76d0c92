"use client";

import { Button as AriaButton } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { useJob, useNow } from "@/hooks/live/use-live";
import type { JobWire } from "@/lib/realtime/protocol";
import { UndoOffer } from "./undo-offer";
import { useRunCommand } from "./use-run-command";

interface Props {
  job: JobWire;
  isSaving: boolean;
  touch?: boolean;
}

/** Offers to take back a departure that the fence marked: he is still there. Gone when its time is over. */
export function UndoDeparture({ job, isSaving, touch = false }: Props) {
  const t = useTranslations("departures");
  const clock = useClock();
  const run = useRunCommand();
  const canUndo = useCanUndoDeparture(job);
  if (!canUndo || job.undo_departure_until === null || job.departed_at === null) return null;
  return (
    <UndoOffer
      title={t("title", { number: String(job.number), time: clock(job.departed_at) })}
      hint={t(touch ? "phoneHint" : "hint", { time: clock(job.undo_departure_until) })}
      label={t("label", { number: String(job.number) })}
      isSaving={isSaving}
      touch={touch}
      onPress={() => run({ job, action: "undo_departure" })}
    />
  );
}

/** The same in the line of a feed that told of the departure. @param departedAt the moment that line tells of */
export function UndoDepartureInLine({ jobId, departedAt }: { jobId: string; departedAt: string }) {
  const t = useTranslations("departures");
  const words = useTranslations("starts");
  const run = useRunCommand();
  const job = useJob(jobId);
  const canUndo = useCanUndoDeparture(job);
  if (!job || !canUndo || job.departed_at !== departedAt) return null;
  return (
    <AriaButton
      aria-label={t("label", { number: String(job.number) })}
      onPress={() => run({ job, action: "undo_departure" })}
      className="shrink-0 rounded px-1.5 py-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
    >
      {words("undo")}
    </AriaButton>
  );
}

/** Whether a departure can be taken back now. */
export function useCanUndoDeparture(job: JobWire | null): boolean {
  const now = useNow();
  if (!job || job.finished_at !== null || job.on_site || job.undo_departure_until === null) return false;
  return now < Date.parse(job.undo_departure_until);
}
