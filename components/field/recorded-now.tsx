"use client";

import { LocateFixed, LocateOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { useClockSince } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import { useNow } from "@/hooks/live/use-live";
import type { RecordedWire } from "@/lib/tracking/recorded-wire";
import { useSayHours } from "./use-say-hours";

const minuteMs = 60_000;

/** Whether positions are being kept at this moment, and why. */
export function RecordedNow({ recorded: { tracking, sealed_fixes } }: { recorded: RecordedWire }) {
  const t = useTranslations("recorded.now");
  const clock = useClockSince(useNow(minuteMs));
  const sayHours = useSayHours();
  const why = tracking.shift_started_at !== null ? "shift" : tracking.is_on ? "hours" : "off";
  const Icon = tracking.is_on ? LocateFixed : LocateOff;
  const values = {
    time: tracking.shift_started_at ? clock(tracking.shift_started_at) : "",
    hours: sayHours(tracking.hours ?? []),
  };
  return (
    <section
      className={classNames(
        "flex gap-3 rounded-[18px] p-4",
        tracking.is_on ? "bg-available-soft" : "bg-silent-soft",
      )}
    >
      <Icon
        aria-hidden
        size={20}
        className={classNames("mt-0.5 shrink-0", tracking.is_on ? "text-available-text" : "text-silent-text")}
      />
      <div className="flex min-w-0 flex-col gap-1">
        <h2
          role="status"
          className={classNames(
            "text-md font-semibold",
            tracking.is_on ? "text-available-text" : "text-silent-text",
          )}
        >
          {t(why, values)}
        </h2>
        <p className="text-base">{t(`${why}Hint`, values)}</p>
        {why === "off" && tracking.hours && <p className="text-base">{t("hoursHint", values)}</p>}
        {sealed_fixes > 0 && <p className="text-base">{t("sealed", { count: sealed_fixes })}</p>}
      </div>
    </section>
  );
}
