"use client";

import { useFormatter, useTranslations } from "use-intl";
import { Age } from "@/components/time/age";
import type { DeviceWire } from "@/hooks/use-devices";
import { LOW_BATTERY_PERCENT } from "@/lib/dispatch/attention";
import { Figure } from "./figure";

const counted = ["stored", "duplicates", "quarantined", "off_shift", "discarded"] as const;

/** When it spoke, how full it is, and what became of everything it ever sent. */
export function DeviceFigures({ device }: { device: DeviceWire }) {
  const t = useTranslations("devices.device");
  const format = useFormatter();
  const { last_request_at, last_fix_at, battery, charging, counts } = device;
  const percent = battery === null ? null : Math.round(battery);
  const isLow = battery !== null && battery < LOW_BATTERY_PERCENT && charging !== true;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 min-[440px]:grid-cols-4 xl:grid-cols-8">
      <Figure label={t("lastContact")}>{last_request_at ? <Age at={last_request_at} /> : t("never")}</Figure>
      <Figure label={t("lastFix")}>{last_fix_at ? <Age at={last_fix_at} /> : t("never")}</Figure>
      <Figure label={t("battery")} tone={isLow ? "text-at-risk-text" : undefined}>
        {percent === null ? t("unknown") : t(charging === true ? "charging" : "percent", { percent })}
      </Figure>
      {counted.map((id) => (
        <Figure
          key={id}
          label={t(id)}
          hint={t(`hints.${id}`)}
          tone={id === "quarantined" && counts[id] > 0 ? "text-at-risk-text" : undefined}
        >
          {format.number(counts[id])}
        </Figure>
      ))}
    </dl>
  );
}
