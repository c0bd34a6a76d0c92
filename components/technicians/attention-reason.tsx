"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { TechnicianView } from "@/lib/dispatch/roster";

/**
 * Says why somebody needs attention: "Late 12 min", and for which job when it is not the one at hand. Empty for whoever
 * needs none.
 */
export function useAttentionText(): (view: Pick<TechnicianView, "attention" | "currentJobId">) => string {
  const t = useTranslations("technicians.row");
  const live = useTranslations("live.attention");
  return useCallback(
    ({ attention: { reason, jobId }, currentJobId }) => {
      if (reason === null) return "";
      const words = live(reason.id, reason.values);
      return jobId !== null && jobId !== currentJobId
        ? t("reasonFor", { reason: words, job: String(reason.values.job) })
        : words;
    },
    [t, live],
  );
}

export function AttentionReason({ view }: { view: TechnicianView }) {
  return useAttentionText()(view);
}
