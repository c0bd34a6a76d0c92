"use client";

import { Battery, BatteryLow } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { ClockTime, useClock } from "@/components/time/clock-time";
import { LOW_BATTERY_PERCENT } from "@/lib/dispatch/attention";
import { momentOnTrack } from "@/lib/tracking/playback/moment-on-track";
import type { TrackFix } from "@/lib/tracking/playback/track";
import type { PlaybackClock } from "./playback-clock";

const kmhPerMps = 3.6;

/** The moment that is shown, how fast he was and how full the battery. */
export function PlayerFigures({ clock, track }: { clock: PlaybackClock; track: readonly TrackFix[] }) {
  const t = useTranslations("playback");
  const say = useClock();
  const { shownAt } = useSyncExternalStore(clock.onState, clock.state, clock.state);
  const moment = momentOnTrack(track, shownAt);
  const battery = moment?.batteryPercent ?? null;
  const isLow = battery !== null && battery < LOW_BATTERY_PERCENT;
  return (
    <p className="flex min-w-48 flex-1 flex-wrap items-center gap-x-3.5">
      <ClockTime at={shownAt} seconds className="text-lg font-bold" />
      <span className="min-w-15 text-sm">
        {moment?.silentSince != null
          ? t("silent", { time: say(moment.silentSince) })
          : moment?.speedMps == null
            ? "—"
            : t("speed", { speed: Math.round(moment.speedMps * kmhPerMps) })}
      </span>
      {battery !== null && (
        <span
          className={
            isLow
              ? "flex items-center gap-1 text-sm font-semibold text-at-risk-text"
              : "flex items-center gap-1 text-sm text-muted"
          }
        >
          {isLow ? <BatteryLow aria-hidden size={16} /> : <Battery aria-hidden size={16} />}
          <span className="sr-only">{t("batteryLong", { percent: Math.round(battery) })}</span>
          <span aria-hidden>{t("battery", { percent: Math.round(battery) })}</span>
        </span>
      )}
    </p>
  );
}
