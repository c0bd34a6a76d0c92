"use client";

import { useTranslations } from "use-intl";
import { useNow, useTechnician } from "@/hooks/live/use-live";
import { shortName } from "@/lib/dispatch/names";
import type { JobWire } from "@/lib/realtime/protocol";
import { QuestionCard } from "./question-card";
import { useRunCommand } from "./use-run-command";

interface Props {
  job: JobWire;
  isSaving: boolean;
  /** On the technician's own phone, with targets for a thumb. */
  touch?: boolean;
}

/** A start that waits: what will happen, and the two answers. Nothing when none waits. */
export function PendingStart({ job, isSaving, touch = false }: Props) {
  const t = useTranslations("starts");
  const run = useRunCommand();
  const technician = useTechnician(job.technician_id);
  const seconds = useSecondsUntil(job.pending_start?.starts_at ?? null);
  if (!job.pending_start) return null;
  const { mode } = job.pending_start;
  const sentence = touch
    ? t(`phone.${mode}`, {
        place: job.site_name ?? job.address ?? t("site"),
        job: t("job", { number: String(job.number), title: job.title }),
        seconds,
      })
    : t(`console.${mode}`, { name: technician ? shortName(technician.full_name) : t("technician"), seconds });
  return (
    <QuestionCard
      label={t("question")}
      sentence={sentence}
      hint={t("hint")}
      yes={{
        label: mode === "timed" ? t("startNow") : t("yes"),
        onPress: () => run({ job, action: "confirm_start" }),
      }}
      no={{
        label: mode === "timed" ? t("cancel") : t("notNow"),
        onPress: () => run({ job, action: "decline_start" }),
      }}
      isSaving={isSaving}
      touch={touch}
    />
  );
}

/** Whole seconds until a moment, never below zero; 0 when there is none. */
export function useSecondsUntil(moment: string | null): number {
  const now = useNow();
  return moment === null ? 0 : Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000));
}
