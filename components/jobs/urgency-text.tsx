"use client";

import { useTranslations } from "use-intl";
import { useArrival, useJobUrgency, useNow } from "@/hooks/live/use-live";
import { expectedDelayMs } from "@/lib/dispatch/attention";
import { hoursAndMinutes } from "@/lib/dispatch/phrase";
import { arrivalDeadline } from "@/lib/jobs/promised-arrival";
import type { JobWire } from "@/lib/realtime/protocol";

/** How late a job is, or how soon it is due: "Late 12 min", "~12 min late", "Due in 8 min". Nothing for a job that is fine. */
export function UrgencyText({ job }: { job: JobWire }) {
  const t = useTranslations("live.attention");
  const urgency = useJobUrgency(job.id);
  const arrival = useArrival(job);
  const now = useNow();
  const deadline = arrivalDeadline(job);
  if (urgency === "none" || deadline === null) return null;
  if (urgency === "late") return t("late", hoursAndMinutes(now - deadline));
  const delay = expectedDelayMs(job, arrival, now);
  return delay === null
    ? t("at_risk", hoursAndMinutes(deadline - now))
    : t("will_be_late", hoursAndMinutes(delay));
}
