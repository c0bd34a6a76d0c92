"use client";

import { BatteryLow } from "lucide-react";
import { useTranslations } from "use-intl";
import { Age } from "@/components/time/age";
import { classNames } from "@/components/ui/class-names";
import { usePosition, useTechnicianView } from "@/hooks/live/use-live";
import { LOW_BATTERY_PERCENT } from "@/lib/dispatch/attention";
import { AttentionReason } from "./attention-reason";
import { useSilenceText } from "./silence-text";
import { TechnicianShape } from "./technician-shape";

/**
 * One technician in the panel, 56 px: who, what they do, the one figure that matters, how old the position is. Of somebody
 * silent it says why: since when stands beside it already.
 */
export function TechnicianRow({ technicianId }: { technicianId: string }) {
  const t = useTranslations("live");
  const words = useTranslations("common");
  const silenceText = useSilenceText();
  const view = useTechnicianView(technicianId);
  const position = usePosition(technicianId);
  if (!view) return null;
  const { attention, activity, lead, technician } = view;
  const battery = position?.batteryPercent ?? null;
  return (
    <div className="flex h-full items-center gap-3.5 pr-3 pl-4">
      <TechnicianShape technicianId={technicianId} />
      <div className="min-w-0 flex-1">
        <p className="prose-figures truncate text-base font-semibold">{technician.full_name}</p>
        <p className="truncate text-sm text-muted">
          {attention.reason && (
            <>
              <span
                className={classNames(
                  "font-semibold",
                  attention.level === "critical" ? "text-critical-text" : "text-at-risk-text",
                )}
              >
                {attention.cause ? silenceText(attention.cause) : <AttentionReason view={view} />}
              </span>
              {" · "}
            </>
          )}
          {t(`activity.${activity.id}`, activity.values)}
        </p>
      </div>
      <div className="shrink-0 text-right">
        <p className="text-sm font-semibold">{t(`lead.${lead.id}`, lead.values)}</p>
        <p className="flex items-center justify-end gap-1.5 text-xs text-muted">
          {battery !== null && battery < LOW_BATTERY_PERCENT && attention.reason?.id !== "low_battery" && (
            <span className="flex items-center gap-0.5 font-medium text-at-risk-text">
              <BatteryLow aria-hidden size={14} />
              <span className="sr-only">{words("battery", { percent: Math.round(battery) })}</span>
              <span aria-hidden>{Math.round(battery)} %</span>
            </span>
          )}
          {position ? <Age at={position.recordedAt} /> : words("noPosition")}
        </p>
      </div>
    </div>
  );
}
