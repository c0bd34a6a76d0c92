"use client";

import { Play } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslations } from "use-intl";
import { TimelineEntry } from "@/components/activity/timeline-entry";
import { useSayDistance } from "@/components/measures/distance";
import { useSayDuration } from "@/components/measures/duration";
import { useClock } from "@/components/time/clock-time";
import type { TripWire } from "@/lib/tracking/trip-shapes";

const kmhPerMps = 3.6;

interface Props {
  trip: TripWire;
  isLast: boolean;
  onPlay: (tripId: string) => void;
}

/** One way between two stops: how far, how long, how fast at most, and what later locations changed about it. */
export function Trip({ trip, isLast, onPlay }: Props) {
  const t = useTranslations("technicians.trip");
  const play = useTranslations("playback");
  const clock = useClock();
  const distance = useSayDistance();
  const duration = useSayDuration();
  const { distance_meters: meters, duration_seconds: seconds, max_speed_mps: fastest } = trip;
  const parts = [
    meters === null ? null : t(seconds === null ? "soFar" : "drove", { distance: distance(meters) }),
    seconds === null ? null : duration(seconds),
    fastest ? t("fastest", { speed: Math.round(fastest * kmhPerMps) }) : null,
  ];
  const before = trip.changed_from;
  return (
    <TimelineEntry at={trip.started_at} until={trip.ended_at} tone="en_route" isLast={isLast}>
      {parts.filter((part) => part !== null).join(" · ") || t("underWay")}
      {trip.ended_by === "silence" && <span className="text-muted"> · {t("silence")}</span>}
      {before && (
        <span className="text-muted">
          {" "}
          ·{" "}
          {before.distance_meters === null
            ? t("changed")
            : t("changedFrom", { distance: distance(before.distance_meters) })}
        </span>
      )}
      <AriaButton
        aria-label={play("openTrip", { time: clock(trip.started_at) })}
        onPress={() => onPlay(trip.trip_id)}
        className="ml-1 inline-flex items-center gap-1 rounded px-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
      >
        <Play aria-hidden size={11} />
        {play("open")}
      </AriaButton>
    </TimelineEntry>
  );
}
