"use client";

import { useId, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslations } from "use-intl";
import { sayPlace } from "@/components/measures/place";
import { AbsoluteTime } from "@/components/time/absolute-time";
import { useClockSince } from "@/components/time/clock-time";
import { useNow } from "@/hooks/live/use-live";
import type { QuarantineWire } from "@/hooks/use-quarantine";
import { RawRequest } from "./raw-request";

const minuteMs = 60_000;

/** One thing that could not be used: when, why, what to change, what was read of it, and the request as it came. */
export function QuarantineEntry({ entry }: { entry: QuarantineWire }) {
  const t = useTranslations("devices");
  const clock = useClockSince(useNow(minuteMs));
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const said = useSaid();
  return (
    <li className="rounded-lg border border-line p-3 text-sm">
      <p>
        <AbsoluteTime at={entry.received_at} className="mr-2 text-muted">
          {clock(entry.received_at)}
        </AbsoluteTime>
        <span className="font-semibold text-at-risk-text">
          {entry.count > 1 && `${t("request.times", { count: entry.count })} `}
          {t(`quarantined.${entry.reason}`)}
        </span>
      </p>
      <p className="mt-1">{t(`unused.changes.${entry.reason}`, { app: t(`apps.${entry.app}`) })}</p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2 text-muted">
        <span>{said(entry.understood[0])}</span>
        <AriaButton
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => setOpen(!isOpen)}
          className="rounded px-1 text-xs font-semibold text-accent data-hovered:bg-accent-soft"
        >
          {isOpen ? t("unused.hideRequest") : t("unused.request")}
        </AriaButton>
      </p>
      <div id={id} hidden={!isOpen} className="mt-2">
        <RawRequest>{entry.request}</RawRequest>
      </div>
    </li>
  );
}

/** What could be read: "It said 14:02 · 6.52440, 3.37920". */
function useSaid(): (one: QuarantineWire["understood"][number] | undefined) => string {
  const t = useTranslations("devices.unused");
  const clock = useClockSince(useNow(minuteMs));
  return (one) => {
    const parts = [
      one?.recorded_at ? clock(one.recorded_at) : null,
      one?.latitude == null || one.longitude === null ? null : sayPlace(one.latitude, one.longitude),
    ].filter((part) => part !== null);
    return parts.length === 0 ? t("nothingRead") : t("said", { parts: parts.join(" · ") });
  };
}
