"use client";

import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { useNow, useTechnician } from "@/hooks/live/use-live";
import { shortName } from "@/lib/dispatch/names";
import type { JobWire } from "@/lib/realtime/protocol";
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
  const mayDispatch = useMay("jobs:dispatch");
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
  const size = touch ? "touch" : "medium";
  return (
    <section
      aria-label={t("question")}
      className={classNames(
        "bg-accent-soft p-4",
        touch ? "mb-3.5 rounded-[18px]" : "mx-4 mb-3.5 rounded-control",
      )}
    >
      <p className={touch ? "text-lg font-bold" : "text-base font-semibold"}>{sentence}</p>
      <p className={classNames("mt-0.5 text-muted", touch ? "text-base" : "text-sm")}>{t("hint")}</p>
      {(touch || mayDispatch) && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            look="primary"
            size={size}
            className={touch ? "flex-1" : undefined}
            isPending={isSaving}
            onPress={() => run({ job, action: "confirm_start" })}
          >
            {mode === "timed" ? t("startNow") : t("yes")}
          </Button>
          <Button
            size={size}
            className={touch ? "flex-1" : undefined}
            isPending={isSaving}
            onPress={() => run({ job, action: "decline_start" })}
          >
            {mode === "timed" ? t("cancel") : t("notNow")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Whole seconds until a moment, never below zero; 0 when there is none. */
export function useSecondsUntil(moment: string | null): number {
  const now = useNow();
  return moment === null ? 0 : Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000));
}
