"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { AbsoluteTime } from "@/components/time/absolute-time";
import { useClockSince } from "@/components/time/clock-time";
import type { Tone } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { useNow } from "@/hooks/live/use-live";

const minuteMs = 60_000;

const dots: Record<Tone, string> = {
  available: "bg-available border-available",
  en_route: "bg-en-route border-en-route",
  on_job: "bg-on-job border-on-job",
  at_risk: "bg-at-risk border-at-risk",
  critical: "bg-critical border-critical",
  silent: "bg-silent border-silent",
};

interface Props {
  at: string;
  /** For something that lasted: when it ended; null while it lasts. */
  until?: string | null;
  /** The times are only known within minutes. */
  isRough?: boolean;
  tone: Tone;
  isHollow?: boolean;
  isLast: boolean;
  detail?: ReactNode;
  children: ReactNode;
}

/** A dot on the line of the day, its time, and what happened. */
export function TimelineEntry({
  at,
  until,
  isRough = false,
  tone,
  isHollow = false,
  isLast,
  detail,
  children,
}: Props) {
  const t = useTranslations("common");
  const clock = useClockSince(useNow(minuteMs));
  const times = until
    ? `${clock(at)}–${clock(until)}`
    : until === null
      ? t("since", { time: clock(at) })
      : clock(at);
  return (
    <li className="relative pb-3.5 pl-5">
      {!isLast && <span aria-hidden className="absolute top-3 -bottom-1 left-[5px] w-px bg-line" />}
      <span
        aria-hidden
        className={classNames(
          "absolute top-[3px] left-0 size-[11px] rounded-full border-2 ring-2 ring-surface",
          isHollow ? "border-silent bg-surface" : dots[tone],
        )}
      />
      <div className="text-sm">
        <AbsoluteTime at={at} className="mr-2 text-muted">
          {isRough && "≈ "}
          {times}
        </AbsoluteTime>
        {children}
      </div>
      {detail && <div className="mt-2">{detail}</div>}
    </li>
  );
}
