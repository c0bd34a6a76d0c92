"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { useStartOfDay } from "@/components/time/use-start-of-day";
import { useClockOffsets } from "@/hooks/use-technicians";

/** Says that today's times cannot be trusted, where two of a technician's devices disagree about the hour. */
export function ClockWarning({ technicianId }: { technicianId: string }) {
  const t = useTranslations("technicians.clocks");
  const sources = useTranslations("technicians.clocks.sources");
  const clocks = useClockOffsets(technicianId, useStartOfDay());
  return clocks.data?.items.map(({ sources: [first, second], offset_seconds }) => (
    <div
      key={`${first} ${second}`}
      role="note"
      className="mb-3 flex gap-2.5 rounded-xl bg-at-risk-soft px-3 py-2.5"
    >
      <TriangleAlert aria-hidden size={17} className="mt-0.5 shrink-0 text-at-risk-text" />
      <div className="min-w-0">
        <p className="text-base font-semibold text-at-risk-text">
          {t("title", { hours: Math.abs(Math.round(offset_seconds / 3600)) })}
        </p>
        <p className="text-sm text-ink">
          {t("action", {
            ahead: sources(offset_seconds > 0 ? second : first),
            behind: sources(offset_seconds > 0 ? first : second),
          })}
        </p>
      </div>
    </div>
  ));
}
