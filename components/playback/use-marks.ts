"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { PlaybackMark } from "@/components/map/playback/playback-layer";
import { useSayDuration } from "@/components/measures/duration";
import { useClock } from "@/components/time/clock-time";
import type { TrackWire } from "@/hooks/use-track";
import { distanceMeters } from "@/lib/geo/distance";
import type { TrackFix } from "@/lib/tracking/playback/track";

/** A stop this near to a job where he was is that stay, metres. */
const SAME_PLACE_METERS = 150;

/** The places worth a mark, with what is written beside them: stays at jobs, other stops, both ends. */
export function useMarks(wire: TrackWire, track: readonly TrackFix[]): PlaybackMark[] {
  const t = useTranslations("playback.marks");
  const clock = useClock();
  const duration = useSayDuration();
  return useMemo(() => {
    const visits = wire.visits.map(
      (visit): PlaybackMark => ({
        kind: "visit",
        point: { lat: visit.latitude, lng: visit.longitude },
        label: t("visit", { number: String(visit.job_number), time: clock(visit.arrived_at) }),
        from: Date.parse(visit.arrived_at),
        until: visit.departed_at === null ? Number.POSITIVE_INFINITY : Date.parse(visit.departed_at),
      }),
    );
    const stops = wire.stops.map((stop): PlaybackMark => {
      const from = Date.parse(stop.arrived_at);
      const until = stop.departed_at === null ? Number.POSITIVE_INFINITY : Date.parse(stop.departed_at);
      const time = clock(from);
      return {
        kind: "stop",
        point: { lat: stop.latitude, lng: stop.longitude },
        label: Number.isFinite(until)
          ? t("stop", { time, duration: duration((until - from) / 1000) })
          : t("lastStop", { time }),
        from,
        until,
      };
    });
    const others = stops.filter(
      (stop) =>
        !visits.some(
          (visit) =>
            stop.from < visit.until &&
            visit.from < stop.until &&
            distanceMeters(stop.point, visit.point) <= SAME_PLACE_METERS,
        ),
    );
    return [...ends(track, (kind, at) => t(kind, { time: clock(at) })), ...others, ...visits];
  }, [wire, track, t, clock, duration]);
}

function ends(
  track: readonly TrackFix[],
  label: (kind: "start" | "end", at: number) => string,
): PlaybackMark[] {
  const [first, last] = [track[0], track.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [
    { kind: "start", point: first.point, label: label("start", first.at), from: first.at, until: first.at },
    { kind: "end", point: last.point, label: label("end", last.at), from: last.at, until: last.at },
  ];
}
