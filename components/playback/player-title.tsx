"use client";

import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { useSayDistance } from "@/components/measures/distance";
import { useClock } from "@/components/time/clock-time";
import { IconButton } from "@/components/ui/icon-button";
import type { TrackWire } from "@/hooks/use-track";

interface Props {
  wire: TrackWire;
  dayBefore: (() => void) | null;
  dayAfter: (() => void) | null;
  onClose: () => void;
}

/** Who and when, and the way back to the live map. */
export function PlayerTitle({ wire, dayBefore, dayAfter, onClose }: Props) {
  const t = useTranslations("playback");
  const what = useWhat();
  return (
    <header className="flex items-center gap-2">
      <p className="min-w-0 flex-1 truncate text-sm">
        <strong className="prose-figures font-semibold">{wire.technician_name}</strong>{" "}
        <span className="text-muted">{what(wire)}</span>
      </p>
      {dayBefore && (
        <>
          <IconButton
            label={t("dayBefore")}
            placement="top"
            icon={<ChevronLeft aria-hidden size={16} />}
            onPress={dayBefore}
            className="-my-1 max-md:size-12"
          />
          <IconButton
            label={t("dayAfter")}
            placement="top"
            icon={<ChevronRight aria-hidden size={16} />}
            isDisabled={dayAfter === null}
            onPress={() => dayAfter?.()}
            className="-my-1 max-md:size-12"
          />
        </>
      )}
      <IconButton
        label={t("close")}
        shortcut="Esc"
        placement="top"
        icon={<X aria-hidden size={17} />}
        onPress={onClose}
        className="-my-1 -mr-1.5 max-md:size-12"
      />
    </header>
  );
}

function useWhat(): (wire: TrackWire) => string {
  const t = useTranslations("playback");
  const clock = useClock();
  const format = useFormatter();
  const distance = useSayDistance();
  return ({ trip, from }) => {
    const date = format.dateTime(new Date(from), { weekday: "short", day: "numeric", month: "short" });
    if (trip === null) return date;
    const start = clock(trip.started_at);
    if (trip.ended_at === null) return `${date} · ${t("tripUnderWay", { from: start })}`;
    const meters = distance(trip.distance_meters ?? 0);
    return `${date} · ${t("trip", { from: start, to: clock(trip.ended_at), distance: meters })}`;
  };
}
