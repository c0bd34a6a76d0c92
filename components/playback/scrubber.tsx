"use client";

import "./playback.css";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import type { QuietSpan } from "@/lib/tracking/playback/quiet-spans";
import type { PlaybackClock } from "./playback-clock";

const SECOND_MS = 1000;

/** The time that can be played: driven stretches in colour, standing and silence not. It follows the clock frame by frame. */
export function Scrubber({ clock, quiet }: { clock: PlaybackClock; quiet: readonly QuietSpan[] }) {
  const t = useTranslations("playback");
  const say = useClock();
  const slider = useRef<HTMLInputElement>(null);
  const { from, until } = clock;
  const share = (at: number) => `${until === from ? 0 : (100 * (at - from)) / (until - from)}%`;

  useEffect(() => {
    const follow = () => {
      if (slider.current) slider.current.value = String(clock.at());
    };
    const speak = () => {
      follow();
      slider.current?.setAttribute("aria-valuetext", say(clock.at(), { seconds: true }));
    };
    speak();
    const leave = [clock.onFrame(follow), clock.onState(speak)];
    return () => {
      for (const stop of leave) stop();
    };
  }, [clock, say]);

  return (
    <div className="flex items-center gap-3 text-xs text-muted">
      <span aria-hidden>{say(from)}</span>
      <div className="relative h-8 min-w-0 flex-1">
        <span aria-hidden className="absolute inset-x-0 top-3.5 h-1 overflow-hidden rounded-full bg-en-route">
          {quiet.map((span) => (
            <span
              key={span.from}
              className={
                span.kind === "silence"
                  ? "absolute inset-y-0 border-x border-surface bg-surface bg-[repeating-linear-gradient(90deg,var(--silent)_0_2px,transparent_2px_6px)]"
                  : "absolute inset-y-0 bg-line-strong"
              }
              style={{ left: share(span.from), right: `calc(100% - ${share(span.until)})` }}
            />
          ))}
        </span>
        <input
          ref={slider}
          type="range"
          min={from}
          max={until}
          step={SECOND_MS / 10}
          defaultValue={from}
          aria-label={t("moment")}
          title={t("keys")}
          onChange={(event) => clock.seek(Number(event.target.value))}
          className="playback-slider absolute inset-x-0 top-0 h-8 w-full"
        />
      </div>
      <span aria-hidden>{say(until)}</span>
    </div>
  );
}
