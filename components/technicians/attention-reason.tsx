"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { TechnicianView } from "@/lib/dispatch/roster";

/**
 * Says why somebody needs attention: "Late 12 min", and for which job when what they do names another one or none.
 * Empty for whoever needs none.
 */
export function useAttentionText(): (view: Pick<TechnicianView, "attention" | "activity">) => string {
  const t = useTranslations("technicians.row");
  const live = useTranslations("live.attention");
  return useCallback(
    ({ attention: { reason }, activity }) => {
      if (reason === null) return "";
      const words = live(reason.id, reason.values);
      const { job } = reason.values;
      return job === undefined || job === activity.values.job
        ? words
        : t("reasonFor", { reason: words, job: String(job) });
    },
    [t, live],
  );
}

export function AttentionReason({ view }: { view: TechnicianView }) {
  return useAttentionText()(view);
}
