"use client";

import { Map as MapIcon, MapPinOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { useEvidenceShown, useMapHandle } from "@/components/map/map-handle";
import { useClock } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { useJob } from "@/hooks/live/use-live";
import type { ExplanationWire } from "@/lib/realtime/protocol";

interface Props {
  kind: "arrived" | "left" | "started" | "passed";
  at: string;
  jobId: string;
  explanation: ExplanationWire;
}

const tones = {
  arrived: "bg-on-job-soft",
  started: "bg-on-job-soft",
  left: "bg-en-route-soft",
  passed: "bg-at-risk-soft",
} as const;

/** Why the fence decided as it did, and the fixes behind it on the map (GEO-11). */
export function ExplanationCard({ kind, at, jobId, explanation }: Props) {
  const t = useTranslations("map.why");
  const clock = useClock();
  const map = useMapHandle();
  const isShown = useEvidenceShown(explanation);
  const job = useJob(jobId);
  const tone = tones[kind];
  return (
    <div className={`rounded-xl p-3 text-sm ${tone}`}>
      <p>
        <strong className="font-semibold">{t(kind, { time: clock(at) })}</strong> {explanation.sentence}
      </p>
      {explanation.evidence.length > 0 && (
        <Button
          size="small"
          className="mt-2"
          icon={isShown ? <MapPinOff aria-hidden size={14} /> : <MapIcon aria-hidden size={14} />}
          onPress={() => (isShown ? map.clearEvidence() : map.showEvidence(explanation, job))}
        >
          {isShown ? t("hideFixes") : t("showFixes")}
        </Button>
      )}
    </div>
  );
}
