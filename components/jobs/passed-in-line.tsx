"use client";

import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { useJob } from "@/hooks/live/use-live";
import { useShownJob } from "@/hooks/use-job-actions";
import { useRunCommand } from "./use-run-command";

/** Yes and no in the line of a feed that asks whether a drive-past was a visit; gone once anybody has answered. */
export function PassedInLine({ jobId, decisionId }: { jobId: string; decisionId: string }) {
  const t = useTranslations("passed");
  const run = useRunCommand();
  const mayDispatch = useMay("jobs:dispatch");
  const { job } = useShownJob(useJob(jobId));
  const isOpen = job?.passed.some(({ decision_id }) => decision_id === decisionId) ?? false;
  if (!job || !isOpen || !mayDispatch) return null;
  const number = String(job.number);
  return (
    <>
      <Button
        aria-label={t("yesLabel", { number })}
        onPress={() => run({ job, action: "confirm_passed", decisionId })}
        className="shrink-0 rounded px-1.5 py-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
      >
        {t("yesShort")}
      </Button>
      <Button
        aria-label={t("noLabel", { number })}
        onPress={() => run({ job, action: "dismiss_passed", decisionId })}
        className="shrink-0 rounded px-1.5 py-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
      >
        {t("no")}
      </Button>
    </>
  );
}
