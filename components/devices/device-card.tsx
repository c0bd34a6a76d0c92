"use client";

import { Smartphone } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { AbsoluteTime } from "@/components/time/absolute-time";
import { useClock } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { DeviceWire } from "@/hooks/use-devices";
import { CardSection } from "./card-section";
import { DeviceFigures } from "./device-figures";
import { DeviceHealthLine } from "./device-health-line";
import { useDeviceOwner } from "./device-owner";
import { DeviceQuarantine } from "./device-quarantine";
import { DeviceWaypoints } from "./device-waypoints";
import { LastRequest } from "./last-request";
import { useDeviceName } from "./use-device-name";

/** One device: what it is, how it fares and why, its figures, and what it said last. */
export function DeviceCard({ device, onRevoke }: { device: DeviceWire; onRevoke: () => void }) {
  const t = useTranslations("devices");
  const name = useDeviceName()(device);
  const clock = useClock();
  const { mayWrite, touch } = useDeviceOwner();
  const id = useId();
  const isRevoked = device.revoked_at !== null;
  const app = t(`apps.${device.app}`);
  const time = clock(device.created_at, { day: true });
  return (
    <article
      aria-labelledby={id}
      className={classNames("panel overflow-hidden", isRevoked && "bg-sunken shadow-none")}
    >
      <div className="flex flex-col gap-3.5 p-4">
        <header className="flex items-start gap-3">
          <span
            aria-hidden
            className={classNames(
              "flex size-9 shrink-0 items-center justify-center rounded-[10px]",
              isRevoked ? "bg-silent-soft text-silent-text" : "bg-accent-soft text-accent",
            )}
          >
            <Smartphone size={18} />
          </span>
          <div className="min-w-0 flex-1">
            <h3
              id={id}
              className={classNames(
                "prose-figures text-md font-semibold break-words",
                isRevoked && "text-muted",
              )}
            >
              {name}
            </h3>
            <p className="text-sm break-words text-muted">
              <AbsoluteTime at={device.created_at}>
                {name === app ? t("device.addedAt", { time }) : t("device.about", { app, time })}
              </AbsoluteTime>
              {device.reported_label && device.reported_label !== name && (
                <> · {t("device.callsItself", { name: device.reported_label })}</>
              )}
            </p>
          </div>
          {mayWrite && !isRevoked && (
            <Button
              look="danger"
              size={touch ? "touch" : "medium"}
              aria-label={t("device.revokeName", { name })}
              onPress={onRevoke}
            >
              {t("device.revoke")}
            </Button>
          )}
        </header>
        <DeviceHealthLine device={device} />
        <DeviceFigures device={device} />
        {device.app === "owntracks" && !isRevoked && <DeviceWaypoints device={device} />}
      </div>
      <CardSection title={t("request.title")}>
        <LastRequest device={device} />
      </CardSection>
      {!touch && (
        <CardSection title={t("unused.title")}>
          <DeviceQuarantine device={device} />
        </CardSection>
      )}
    </article>
  );
}
