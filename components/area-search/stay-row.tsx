"use client";

import { useTranslations } from "use-intl";
import { useSayDistance } from "@/components/measures/distance";
import { useSayDuration } from "@/components/measures/duration";
import { useClock, useClockSince } from "@/components/time/clock-time";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { useNow } from "@/hooks/live/use-live";
import type { AreaStayWire } from "@/hooks/use-area-search";

interface Props {
  stay: AreaStayWire;
  isChosen: boolean;
  onChoose: () => void;
}

/** A silence this long is worth a word, seconds. */
const LONG_SILENCE_SECONDS = 600;

/** One stay; choosing it shows the way that was taken. */
export function StayRow({ stay, isChosen, onChoose }: Props) {
  const t = useTranslations("area.stay");
  const distance = useSayDistance();
  const duration = useSayDuration();
  const clock = useClock();
  const since = useClockSince(useNow(60_000));
  const isStop = stay.kind === "stop";
  // Whoever was not seen leaving may still stop: "drove through" would be too much to say.
  const hasLeft = stay.left_between[1] !== null;
  const facts = [
    t("nearest", { distance: distance(stay.nearest_meters) }),
    t("fixes", { count: stay.fixes }),
    stay.longest_silence_seconds >= LONG_SILENCE_SECONDS &&
      t("silence", { duration: duration(stay.longest_silence_seconds) }),
    stay.began_before && t("beganBefore"),
    stay.went_on_after && t("wentOn"),
    !hasLeft && t("notSeenLeaving"),
  ].filter((fact) => fact !== false);
  return (
    <li className="border-b border-line">
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onChoose}
        className={classNames(
          "flex w-full flex-col gap-1 px-4 py-2.5 text-left focus-visible:-outline-offset-2",
          isChosen ? "bg-accent-soft" : "hover:bg-sunken",
        )}
      >
        <span className="flex items-center justify-between gap-3">
          <span className="prose-figures min-w-0 truncate text-base font-semibold">
            {stay.technician_name}
          </span>
          {(isStop || hasLeft) && <Badge tone={isStop ? "on_job" : "silent"}>{t(stay.kind)}</Badge>}
        </span>
        <span className="text-sm">
          {stay.fixes === 1
            ? since(stay.entered_at)
            : t("span", {
                from: since(stay.entered_at),
                to: sameDay(stay) ? clock(stay.left_at) : since(stay.left_at),
                duration: duration(stay.seconds),
              })}
        </span>
        {stay.visits.map((visit) => (
          <span key={visit.visit_id} className="truncate text-sm text-muted">
            {t("visit", { number: String(visit.job_number), title: visit.job_title })}
          </span>
        ))}
        <span className="text-xs text-muted">{facts.join(" · ")}</span>
      </button>
    </li>
  );
}

/** Whether the day need not be said twice. */
function sameDay({ entered_at, left_at }: AreaStayWire): boolean {
  return Date.parse(left_at) - Date.parse(entered_at) < 12 * 3_600_000;
}
