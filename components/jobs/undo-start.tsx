"use client";

import { Button as AriaButton } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { useJob, useNow } from "@/hooks/live/use-live";
import type { JobWire } from "@/lib/realtime/protocol";
import { useCanUndoDeparture } from "./undo-departure";
import { UndoOffer } from "./undo-offer";
import { useRunCommand } from "./use-run-command";

interface Props {
  job: JobWire;
  isSaving: boolean;
  touch?: boolean;
}

/** Offers to take an automatic start back, and says what that does; gone when its time is over. */
export function UndoStart({ job, isSaving, touch = false }: Props) {
  const t = useTranslations("starts");
  const clock = useClock();
  const run = useRunCommand();
  const canUndo = useCanUndo(job);
  if (!canUndo || job.undo_until === null) return null;
  return (
    <UndoOffer
      title={t("undoTitle")}
      hint={t("undoHint", { time: clock(job.undo_until) })}
      label={t("undoLabel", { number: String(job.number) })}
      isSaving={isSaving}
      touch={touch}
      onPress={() => run({ job, action: "undo_start" })}
    />
  );
}

/** The same in the line of a feed that told of the start. @param startedAt the moment that line tells of */
export function UndoInLine({ jobId, startedAt }: { jobId: string; startedAt: string }) {
  const t = useTranslations("starts");
  const run = useRunCommand();
  const job = useJob(jobId);
  const canUndo = useCanUndo(job);
  if (!job || !canUndo || job.started_at === null || job.started_at < startedAt) return null;
  return (
    <AriaButton
      aria-label={t("undoLabel", { number: String(job.number) })}
      onPress={() => run({ job, action: "undo_start" })}
      className="shrink-0 rounded px-1.5 py-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
    >
      {t("undo")}
    </AriaButton>
  );
}

/** Where he has left since, that is what is offered first. */
function useCanUndo(job: JobWire | null): boolean {
  const now = useNow();
  const hasLeft = useCanUndoDeparture(job);
  return job?.status === "running" && !hasLeft && job.undo_until !== null && now < Date.parse(job.undo_until);
}
