"use client";

import { Battery, BatteryLow } from "lucide-react";
import { useTranslations } from "use-intl";
import { useWindowText } from "@/components/jobs/job-row";
import { TimeOnSite } from "@/components/jobs/time-on-site";
import { useMay } from "@/components/shell/viewer";
import { Age } from "@/components/time/age";
import { Badge } from "@/components/ui/badge";
import { Drawer } from "@/components/ui/drawer";
import { Fact, Facts } from "@/components/ui/facts";
import { Skeleton } from "@/components/ui/skeleton";
import { useJob, useLiveReady, usePosition, useTechnicianView } from "@/hooks/live/use-live";
import type { PlaybackChoice } from "@/hooks/use-selection";
import { LOW_BATTERY_PERCENT } from "@/lib/dispatch/attention";
import { AttentionReason } from "./attention-reason";
import { TechnicianActions } from "./technician-actions";
import { TechnicianDay } from "./technician-day";
import { TechnicianJobs } from "./technician-jobs";
import { TechnicianShape } from "./technician-shape";
import { TechnicianSignal } from "./technician-signal";

interface Props {
  technicianId: string;
  onClose: () => void;
  onOpenJob: (id: string) => void;
  onPlay: (choice: PlaybackChoice) => void;
}

/** One technician: what they do now, what can be done, and how the day went. */
export function TechnicianDrawer({ technicianId, onClose, onOpenJob, onPlay }: Props) {
  const t = useTranslations("technicians");
  const words = useTranslations("common");
  const live = useTranslations("live");
  const maySeeDevices = useMay("devices:read");
  const ready = useLiveReady();
  const view = useTechnicianView(technicianId);
  const frame = { label: t("drawer"), closeLabel: words("close"), onClose };

  if (!view && ready) {
    return (
      <Drawer {...frame} title={t("gone.title")}>
        <p className="px-4 text-base text-muted">{t("gone.hint")}</p>
      </Drawer>
    );
  }
  if (!view) {
    return (
      <Drawer
        {...frame}
        figure={<Skeleton className="size-9 rounded-full" />}
        title={<Skeleton className="mt-1 h-5 w-40" />}
        subtitle={<Skeleton className="mt-2 h-4 w-52" />}
      >
        <div className="flex flex-col gap-4 px-4">
          <Skeleton className="h-8 w-full" />
          <Skeleton className="h-14 w-full" />
          <Skeleton className="h-40 w-full" />
        </div>
      </Drawer>
    );
  }
  const { technician, attention, activity } = view;
  return (
    <Drawer
      {...frame}
      figure={<TechnicianShape technicianId={technicianId} size="large" />}
      title={technician.full_name}
      subtitle={
        <>
          <p>
            {live(`activity.${activity.id}`, activity.values)}
            {technician.vehicle_label && ` · ${technician.vehicle_label}`}
          </p>
          {attention.reason && (
            <Badge tone={attention.level === "critical" ? "critical" : "at_risk"} className="mt-1">
              <AttentionReason view={view} />
            </Badge>
          )}
        </>
      }
    >
      <TechnicianActions technician={technician} currentJobId={view.currentJobId} />
      <Now technicianId={technicianId} jobId={view.currentJobId} />
      {maySeeDevices && <TechnicianSignal technicianId={technicianId} />}
      <TechnicianJobs technicianId={technicianId} onOpenJob={onOpenJob} />
      <TechnicianDay technicianId={technicianId} onPlay={onPlay} />
    </Drawer>
  );
}

function Now({ technicianId, jobId }: { technicianId: string; jobId: string | null }) {
  const t = useTranslations("technicians.figures");
  const live = useTranslations("live.lead");
  const words = useTranslations("common");
  const view = useTechnicianView(technicianId);
  const position = usePosition(technicianId);
  const job = useJob(jobId);
  const window = useWindowText();
  const battery = position?.batteryPercent ?? null;
  const isLow = battery !== null && battery < LOW_BATTERY_PERCENT;
  return (
    <>
      <Facts>
        {job?.on_site ? (
          <Fact label={t("onSite")}>
            <TimeOnSite job={job} />
          </Fact>
        ) : (
          view?.lead.id === "eta" && (
            <Fact label={t("arrivesIn")}>{live(view.lead.id, view.lead.values)}</Fact>
          )
        )}
        {job && <Fact label={t("window")}>{window(job) ?? "—"}</Fact>}
        <Fact label={t("speed")}>
          {position?.speedMps == null ? "—" : t("kmh", { speed: Math.round(position.speedMps * 3.6) })}
        </Fact>
      </Facts>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 text-sm text-muted">
        <span>
          {position ? (
            <>
              {t("position")} <Age at={position.recordedAt} />
              {position.accuracyMeters !== null && ` · ± ${Math.round(position.accuracyMeters)} m`}
            </>
          ) : (
            words("noPosition")
          )}
        </span>
        {battery !== null && (
          <span
            className={
              isLow ? "flex items-center gap-1 font-semibold text-at-risk-text" : "flex items-center gap-1"
            }
          >
            {isLow ? <BatteryLow aria-hidden size={16} /> : <Battery aria-hidden size={16} />}
            <span className="sr-only">{words("battery", { percent: Math.round(battery) })}</span>
            <span aria-hidden>{Math.round(battery)} %</span>
          </span>
        )}
      </p>
    </>
  );
}
