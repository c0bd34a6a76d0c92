"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useMapHandle } from "@/components/map/map-handle";
import type { TrackWire } from "@/hooks/use-track";
import { initials } from "@/lib/dispatch/names";
import { quietSpans } from "@/lib/tracking/playback/quiet-spans";
import { trackOf } from "@/lib/tracking/playback/track";
import { EmptyTrack } from "./empty-track";
import { PlaybackClock } from "./playback-clock";
import { PlayerControls } from "./player-controls";
import { PlayerFigures } from "./player-figures";
import { PlayerTitle } from "./player-title";
import { Scrubber } from "./scrubber";
import { useMarks } from "./use-marks";

interface Props {
  wire: TrackWire;
  onClose: () => void;
  /** Null for a trip. */
  dayBefore: (() => void) | null;
  dayAfter: (() => void) | null;
}

/** The arrow keys move by so much; with Shift by the longer one. Milliseconds. */
const STEP_MS = 10_000;
const LONG_STEP_MS = 60_000;

/** Plays back what was read: the map, the slider and the figures follow one clock. */
export function Player({ wire, onClose, dayBefore, dayAfter }: Props) {
  const map = useMapHandle();
  const player = useRef<HTMLDivElement>(null);
  const track = useMemo(() => trackOf(wire), [wire]);
  const quiet = useMemo(() => quietSpans(track), [track]);
  const marks = useMarks(wire, track);
  const [clock] = useState(
    () =>
      new PlaybackClock({
        from: track[0]?.at ?? 0,
        until: track.at(-1)?.at ?? 0,
        quiet,
        rate: wire.trip === null ? 60 : 10,
      }),
  );

  useEffect(() => {
    map.fit([...track, ...marks].map(({ point }) => point));
  }, [map, track, marks]);
  useEffect(() => {
    map.showPlayback({
      track,
      marks,
      initials: initials(wire.technician_name),
      at: clock.at,
      onFrame: clock.onFrame,
    });
    return () => map.showPlayback(null);
  }, [map, track, marks, clock, wire.technician_name]);
  useEffect(() => {
    // Whoever wants less motion starts it himself.
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) clock.play();
    return () => clock.pause();
  }, [clock]);

  const takeKey = useEffectEvent((event: KeyboardEvent) => {
    const step = event.shiftKey ? LONG_STEP_MS : STEP_MS;
    const isButton = event.target instanceof HTMLElement && event.target.closest("button") !== null;
    if (event.key === "ArrowLeft" && !isChoice(event)) clock.seek(clock.at() - step);
    else if (event.key === "ArrowRight" && !isChoice(event)) clock.seek(clock.at() + step);
    else if (event.key === "Home") clock.seek(clock.from);
    else if (event.key === "End") clock.seek(clock.until);
    else if (event.key === " " && !isButton) clock.toggle();
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    // The bar round all of this has the focus when it opens: its keys are ours.
    const bar = player.current?.parentElement;
    const onKey = (event: KeyboardEvent) => takeKey(event);
    bar?.addEventListener("keydown", onKey, true);
    return () => bar?.removeEventListener("keydown", onKey, true);
  }, []);

  return (
    <div ref={player} className="flex flex-col gap-1.5 px-4 pt-3 pb-3">
      <PlayerTitle wire={wire} dayBefore={dayBefore} dayAfter={dayAfter} onClose={onClose} />
      {track.length === 0 ? (
        <EmptyTrack />
      ) : (
        <>
          <Scrubber clock={clock} quiet={quiet} />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <PlayerFigures clock={clock} track={track} />
            <PlayerControls clock={clock} hasQuiet={quiet.length > 0} />
          </div>
        </>
      )}
    </div>
  );
}

/** In a group of choices the arrow keys move between them. */
function isChoice({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('[role="radiogroup"], [role="toolbar"]') !== null;
}
