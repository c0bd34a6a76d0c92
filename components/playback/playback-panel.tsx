"use client";

import { useTimeZone, useTranslations } from "use-intl";
import { startOfDay } from "@/components/time/start-of-day";
import { momentOfWallTime, wallTime } from "@/components/time/wall-time";
import { Button } from "@/components/ui/button";
import { useLiveReady, useNow } from "@/hooks/live/use-live";
import type { PlaybackChoice } from "@/hooks/use-selection";
import { type TrackWanted, useTrack } from "@/hooks/use-track";
import { ApiError } from "@/lib/http/client";
import { PlaybackFrame } from "./playback-frame";
import { PlaybackNotice } from "./playback-notice";
import { PlaybackSkeleton } from "./playback-skeleton";
import { Player } from "./player";

interface Props {
  technicianId: string;
  choice: NonNullable<PlaybackChoice>;
  onChoose: (choice: PlaybackChoice) => void;
  onClose: () => void;
  /** Told how much of the map the bar covers, px. */
  onHeight: (height: number) => void;
}

const HOUR_MS = 3_600_000;

/** A trip or a day on the map as it went, with its clock at the bottom (LOC-9). */
export function PlaybackPanel({ technicianId, choice, onChoose, onClose, onHeight }: Props) {
  const t = useTranslations("playback");
  const words = useTranslations("common");
  const timeZone = useTimeZone() ?? "UTC";
  const isReady = useLiveReady();
  const now = useNow(60_000);
  const midnight = choice.kind === "day" ? momentOfWallTime(`${choice.date}T00:00`, timeZone) : null;
  const day =
    midnight === null ? null : { from: midnight, to: startOfDay(midnight + 36 * HOUR_MS, timeZone) };
  // The day is the company's, whose zone is not known before the live data are there.
  const track = useTrack(isReady ? wantedOf(choice, technicianId, day) : null);
  const dateOf = (at: number) => wallTime(at, timeZone).slice(0, 10);
  const isTrackOfAnother = track.data !== undefined && track.data.technician_id !== technicianId;
  const isGone = isTrackOfAnother || (track.error instanceof ApiError && track.error.status === 404);
  const close = <Button onPress={onClose}>{t("close")}</Button>;

  return (
    <PlaybackFrame onClose={onClose} onHeight={onHeight}>
      {choice.kind === "day" && day === null ? (
        <PlaybackNotice title={t("noDay.title")} hint={t("noDay.hint")} action={close} />
      ) : isGone ? (
        <PlaybackNotice title={t("gone.title")} hint={t("gone.hint")} action={close} />
      ) : track.error ? (
        <PlaybackNotice
          title={t("failed")}
          hint={track.error.message}
          action={
            <>
              <Button onPress={() => void track.refetch()}>{words("retry")}</Button>
              {close}
            </>
          }
        />
      ) : track.data ? (
        <Player
          key={track.dataUpdatedAt}
          wire={track.data}
          onClose={onClose}
          dayBefore={day && (() => onChoose({ kind: "day", date: dateOf(day.from - 12 * HOUR_MS) }))}
          dayAfter={
            day && day.to < now ? () => onChoose({ kind: "day", date: dateOf(day.to + HOUR_MS) }) : null
          }
        />
      ) : (
        <PlaybackSkeleton />
      )}
    </PlaybackFrame>
  );
}

function wantedOf(
  choice: NonNullable<PlaybackChoice>,
  technicianId: string,
  day: { from: number; to: number } | null,
): TrackWanted | null {
  if (choice.kind === "trip") return { kind: "trip", tripId: choice.id };
  return day && { kind: "span", technicianId, ...day };
}
