"use client";

import { CircleCheck, Radio } from "lucide-react";
import { useTranslations } from "use-intl";
import { sayPlace } from "@/components/measures/place";
import { Age } from "@/components/time/age";
import type { DeviceWire } from "@/hooks/use-devices";
import type { UnderstoodWire } from "@/lib/tracking/device-wire";
import { DeviceHealthLine } from "./device-health-line";

/** Whether the app got through: waiting, heard with its place, or heard and why that was no location. */
export function FirstLocation({ device }: { device: DeviceWire | null }) {
  const t = useTranslations("devices.ready");
  const fix = device?.last_request?.understood.findLast(({ kind }) => kind === "fix");
  const isHeard = device !== null && device.last_fix_at !== null;
  if (device !== null && !isHeard && device.last_request_at !== null) {
    return (
      <div role="status">
        <DeviceHealthLine device={device} />
      </div>
    );
  }
  const Icon = isHeard ? CircleCheck : Radio;
  return (
    <div
      className={`flex gap-2.5 rounded-xl px-3 py-2.5 text-base ${isHeard ? "bg-available-soft text-available-text" : "bg-en-route-soft text-en-route-text"}`}
    >
      <Icon aria-hidden size={17} className="mt-0.5 shrink-0" />
      <p>
        {/* Said once when it changes; the age beside it ticks and is not. */}
        <span role="status" className="font-semibold">
          {t(isHeard ? "heard" : "waiting")}
        </span>{" "}
        {isHeard ? (
          <>
            {device.last_request_at && <Age at={device.last_request_at} />}
            {fix && <>{fix.withheld ? ` · ${t("heardOffShift")}` : <Place fix={fix} />}</>}
          </>
        ) : (
          <span className="text-sm text-ink">{t("waitingHint")}</span>
        )}
      </p>
    </div>
  );
}

function Place({ fix }: { fix: UnderstoodWire }) {
  const t = useTranslations("devices.ready");
  if (fix.latitude === null || fix.longitude === null) return null;
  const place = sayPlace(fix.latitude, fix.longitude);
  const said =
    fix.accuracy === null ? place : t("heardAccurate", { place, accuracy: Math.round(fix.accuracy) });
  return `, ${said}`;
}
