"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useAttentionText } from "@/components/technicians/attention-reason";
import { useSilenceText } from "@/components/technicians/silence-text";
import { agePhrase } from "@/lib/dispatch/age";
import { shortName } from "@/lib/dispatch/names";
import type { MapWords } from "./map-scene";

/** The texts that canvases write, in the reader's language. */
export function useMapWords(): MapWords {
  const t = useTranslations("live");
  const attentionText = useAttentionText();
  const silenceText = useSilenceText();
  return useMemo(() => {
    const old = (ageMs: number) => {
      const age = agePhrase(ageMs);
      return t(`old.${age.id}`, age.values);
    };
    return {
      late: attentionText,
      old,
      selected: ({ technician, attention, lead }, position, now) => {
        const name = shortName(technician.full_name);
        if (attention.silent) return `${name} · ${old(now - position.recordedAt)}`;
        return lead.id === "none" ? name : `${name} · ${t(`lead.${lead.id}`, lead.values)}`;
      },
      hovered: (view, position, now) => {
        const { technician, attention } = view;
        const cause = attention.cause === null ? "" : ` · ${silenceText(attention.cause)}`;
        if (attention.reason !== null) return `${technician.full_name} · ${attentionText(view)}${cause}`;
        const age = agePhrase(now - position.recordedAt);
        return `${technician.full_name} · ${t(`age.${age.id}`, age.values)}`;
      },
      evidence: ({ distance_meters, accuracy_meters }) =>
        t("map.evidence", {
          meters: Math.round(distance_meters),
          accuracy: accuracy_meters === null ? "unknown" : String(Math.round(accuracy_meters)),
        }),
    };
  }, [t, attentionText, silenceText]);
}
