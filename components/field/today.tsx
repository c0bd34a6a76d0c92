"use client";

import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { OwnPassed } from "@/components/jobs/passed-questions";
import { PendingStart } from "@/components/jobs/pending-start";
import { UndoDeparture } from "@/components/jobs/undo-departure";
import { UndoStart } from "@/components/jobs/undo-start";
import { useRunCommand } from "@/components/jobs/use-run-command";
import { useStartOfDay } from "@/components/time/use-start-of-day";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useJobsOf } from "@/hooks/live/use-live";
import { useShownJob } from "@/hooks/use-job-actions";
import { useShiftCommand } from "@/hooks/use-technicians";
import { ActionBar } from "./action-bar";
import { ExplainLocation } from "./explain-location";
import { FieldHeader } from "./field-header";
import { fieldDay } from "./field-step";
import { LaterJobs } from "./later-jobs";
import { NextJob } from "./next-job";
import { useOwn } from "./own";
import { SharingPill } from "./sharing-pill";

type Asking = "shift" | "sharing" | null;

/** The day on the phone: what is shared, the next job, the rest, and the one button. */
export function Today() {
  const t = useTranslations("field");
  const { technician, sharing, wakeLock } = useOwn();
  const onShift = technician.shift_started_at !== null;
  const shift = useShiftCommand(technician.id);
  const run = useRunCommand();
  const [asking, setAsking] = useState<Asking>(null);
  const jobs = useJobsOf(technician.id);
  const day = fieldDay(technician, jobs, useStartOfDay());
  const { job: next, isSaving } = useShownJob(day.next);
  const { job: waiting, isSaving: isAnswering } = useShownJob(
    jobs.find((job) => job.pending_start !== null) ?? null,
  );
  const { job: left, isSaving: isUndoing } = useShownJob(
    jobs
      .filter((job) => job.undo_departure_until !== null)
      .sort((a, b) => ((a.undo_departure_until ?? "") < (b.undo_departure_until ?? "") ? 1 : -1))[0] ?? null,
  );
  const isSharable = sharing.state.permission === "granted" || sharing.state.permission === "prompt";

  function moveShift(move: "start" | "end") {
    shift.mutate(move, {
      onError: (error) => toast(t("shift.refused"), { description: error.message, duration: 10_000 }),
    });
  }

  function begin() {
    const { step } = day;
    if (step.kind === "start_shift") {
      if (!sharing.isWanted && isSharable) setAsking("shift");
      else moveShift("start");
    } else if (step.kind === "end_shift") {
      moveShift("end");
    } else if (step.kind === "check_in") {
      const { position } = sharing;
      const place = position
        ? { latitude: position.point.lat, longitude: position.point.lng, accuracy: position.accuracyMeters }
        : undefined;
      run({ job: step.job, action: "check_in", place });
    } else {
      run({ job: step.job, action: step.kind });
    }
  }

  return (
    <div className="flex min-h-dvh flex-col">
      <FieldHeader>
        <SharingPill sharing={sharing} wakeLock={wakeLock} onShift={onShift} />
      </FieldHeader>
      <main className="mx-auto w-full max-w-140 flex-1 p-3.5 pb-6">
        <h1 tabIndex={-1} className="sr-only">
          {t("title")}
        </h1>
        {onShift && !sharing.isWanted && isSharable && (
          <section className="panel mb-3.5 flex flex-col gap-2 rounded-[18px] p-4">
            <h2 className="text-md font-semibold">{t("offer.title")}</h2>
            <p className="text-base text-muted">{t("offer.hint")}</p>
            <Button size="touch" onPress={() => setAsking("sharing")}>
              {t("offer.share")}
            </Button>
          </section>
        )}
        {waiting && <PendingStart job={waiting} isSaving={isAnswering} touch />}
        {jobs.map((job) => (
          <OwnPassed key={job.id} job={job} technicianId={technician.id} />
        ))}
        {left && <UndoDeparture job={left} isSaving={isUndoing} touch />}
        {next && <UndoStart job={next} isSaving={isSaving} touch />}
        {next ? (
          <NextJob job={next} isSaving={isSaving} />
        ) : (
          <div className="panel rounded-[18px]">
            <EmptyState title={day.done.length > 0 ? t("allDone.title") : t("nothing.title")}>
              {day.done.length > 0 ? t("allDone.hint", { count: day.done.length }) : t("nothing.hint")}
            </EmptyState>
          </div>
        )}
        <LaterJobs later={day.later} done={day.done} here={sharing.position?.point ?? null} />
        {sharing.state.isOn && <p className="mt-5 px-2 text-sm text-muted">{t("browserNote")}</p>}
      </main>
      <ActionBar
        step={day.step}
        position={sharing.position}
        isBusy={isSaving || shift.isPending}
        isOnline={sharing.state.isOnline}
        onPress={begin}
      />
      {asking && (
        <ExplainLocation
          onClose={() => setAsking(null)}
          onDecline={() => {
            if (asking === "shift") moveShift("start");
            setAsking(null);
          }}
          onContinue={() => {
            sharing.setWanted(true);
            if (asking === "shift") moveShift("start");
            setAsking(null);
          }}
        />
      )}
    </div>
  );
}
