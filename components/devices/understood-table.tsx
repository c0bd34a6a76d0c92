"use client";

import { useTranslations } from "use-intl";
import { sayPlace } from "@/components/measures/place";
import { AbsoluteTime } from "@/components/time/absolute-time";
import { useClockSince } from "@/components/time/clock-time";
import { useNow } from "@/hooks/live/use-live";
import type { UnderstoodWire } from "@/lib/tracking/device-wire";

const columns = ["time", "result", "place", "accuracy", "speed"] as const;
const minuteMs = 60_000;

/** One line for each thing a request said: a location, or why it is none. */
export function UnderstoodTable({ items, label }: { items: readonly UnderstoodWire[]; label: string }) {
  const t = useTranslations("devices.request");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard.
    <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-lg border border-line">
      <table className="w-full min-w-130 border-collapse text-sm">
        <thead>
          <tr className="border-b border-line bg-sunken text-left text-xs text-muted">
            {columns.map((id) => (
              <th key={id} scope="col" className="h-8 px-3 font-semibold whitespace-nowrap">
                {t(`columns.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="[&_td]:px-3 [&_td]:py-2 [&_td]:align-top [&>tr:not(:last-child)]:border-b [&>tr]:border-line">
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no id, keep their order and are replaced as a whole.
            <Row key={`${index}-${item.kind}-${item.reason}`} item={item} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ item }: { item: UnderstoodWire }) {
  const t = useTranslations("devices.request");
  const distance = useTranslations("common.distance");
  const figures = useTranslations("technicians.figures");
  const clock = useClockSince(useNow(minuteMs));
  const { recorded_at, latitude, longitude, accuracy, speed, count, kind, sentence } = item;
  return (
    <tr>
      <td className="whitespace-nowrap">
        {recorded_at ? <AbsoluteTime at={recorded_at}>{clock(recorded_at)}</AbsoluteTime> : "—"}
      </td>
      <td className={kind === "quarantined" ? "min-w-44 text-at-risk-text" : "min-w-44"}>
        {count > 1 && `${t("times", { count })} `}
        {sentence}
      </td>
      <td className="whitespace-nowrap">
        {latitude === null || longitude === null ? "—" : sayPlace(latitude, longitude)}
      </td>
      <td className="whitespace-nowrap">
        {accuracy === null ? "—" : `± ${distance("meters", { meters: Math.round(accuracy) })}`}
      </td>
      <td className="whitespace-nowrap">
        {speed === null ? "—" : figures("kmh", { speed: Math.round(speed * 3.6) })}
      </td>
    </tr>
  );
}
