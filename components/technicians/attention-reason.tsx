"use client";

import { useTranslations } from "use-intl";
import type { TechnicianView } from "@/lib/dispatch/roster";

/** Why somebody needs attention: "Late 12 min", and for which job when it is not the one at hand. */
export function AttentionReason({ view }: { view: TechnicianView }) {
  const t = useTranslations("technicians.row");
  const live = useTranslations("live.attention");
  const { reason, jobId } = view.attention;
  if (!reason) return null;
  const words = live(reason.id, reason.values);
  return jobId !== null && jobId !== view.currentJobId
    ? t("reasonFor", { reason: words, job: String(reason.values.job) })
    : words;
}
