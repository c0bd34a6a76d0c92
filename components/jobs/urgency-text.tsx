"use client";

import { useTranslations } from "use-intl";
import { useJobUrgency, useNow } from "@/hooks/live/use-live";
import { arrivalDeadline } from "@/lib/dispatch/attention";
import { hoursAndMinutes } from "@/lib/dispatch/phrase";
import type { JobWire } from "@/lib/realtime/protocol";

/** How late a job is, or how soon it is due: "Late 12 min", "Due in 8 min". Nothing for a job that is fine. */
export function UrgencyText({ job }: { job: JobWire }) {
  const t = useTranslations("live.attention");
  const urgency = useJobUrgency(job.id);
  const now = useNow();
  const deadline = arrivalDeadline(job);
  if (urgency === "none" || deadline === null) return null;
  return urgency === "late"
    ? t("late", hoursAndMinutes(now - deadline))
    : t("at_risk", hoursAndMinutes(deadline - now));
}
