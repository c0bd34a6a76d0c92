"use client";

import { Pause, Play } from "lucide-react";
import { useSyncExternalStore } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { playbackRates } from "@/lib/tracking/playback/advance";
import type { PlaybackClock } from "./playback-clock";

const chip =
  "flex h-8 min-w-9 items-center justify-center px-2 text-sm font-semibold text-muted max-md:h-11 max-md:min-w-11 " +
  "data-hovered:bg-sunken data-hovered:text-ink data-selected:bg-accent-soft data-selected:text-accent";

/** Play and pause, how fast, and whether to leave out what there is nothing to watch of. */
export function PlayerControls({ clock, hasQuiet }: { clock: PlaybackClock; hasQuiet: boolean }) {
  const t = useTranslations("playback");
  const { isPlaying, rate, skipsQuiet } = useSyncExternalStore(clock.onState, clock.state, clock.state);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        look="primary"
        className="min-w-22 max-md:h-11"
        icon={isPlaying ? <Pause aria-hidden size={15} /> : <Play aria-hidden size={15} />}
        onPress={() => clock.toggle()}
      >
        {isPlaying ? t("pause") : t("play")}
      </Button>
      <ToggleButtonGroup
        aria-label={t("rate")}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[rate]}
        onSelectionChange={(keys) => {
          const chosen = playbackRates.find((one) => keys.has(one));
          if (chosen) clock.setRate(chosen);
        }}
        className="flex overflow-hidden rounded-control border border-line"
      >
        {playbackRates.map((one) => (
          <ToggleButton key={one} id={one} className={`${chip} focus-visible:-outline-offset-2`}>
            {t("times", { rate: one })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {hasQuiet && (
        <ToggleButton
          isSelected={skipsQuiet}
          onChange={(isSelected) => clock.setSkipsQuiet(isSelected)}
          className={`${chip} rounded-control border border-line`}
        >
          {t("skip")}
        </ToggleButton>
      )}
    </div>
  );
}
