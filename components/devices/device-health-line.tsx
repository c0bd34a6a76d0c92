"use client";

import { Ban, CircleAlert, CircleCheck, Hourglass, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { useClockSince } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import { useNow } from "@/hooks/live/use-live";
import type { DeviceWire } from "@/hooks/use-devices";
import { deviceHealth, type HealthTone } from "@/lib/tracking/device-health";

const looks: Record<HealthTone, { icon: LucideIcon; box: string; text: string }> = {
  good: { icon: CircleCheck, box: "bg-available-soft", text: "text-available-text" },
  waiting: { icon: Hourglass, box: "bg-en-route-soft", text: "text-en-route-text" },
  warn: { icon: TriangleAlert, box: "bg-at-risk-soft", text: "text-at-risk-text" },
  bad: { icon: CircleAlert, box: "bg-critical-soft", text: "text-critical-text" },
  off: { icon: Ban, box: "bg-silent-soft", text: "text-silent-text" },
};
const stepMs = 15_000;

/** Whether the device does its work; if not, why, and what to do about it. */
export function DeviceHealthLine({ device }: { device: DeviceWire }) {
  const words = useDeviceHealthWords(device);
  const { icon: Icon, box, text } = looks[words.tone];
  return (
    <div className={classNames("flex gap-2.5 rounded-xl px-3 py-2.5", box)}>
      <Icon aria-hidden size={17} className={classNames("mt-0.5 shrink-0", text)} />
      <div className="min-w-0">
        <p className={classNames("text-base font-semibold", text)}>{words.title}</p>
        {words.action && <p className="text-sm text-ink">{words.action}</p>}
      </div>
    </div>
  );
}

/** The health of a device in words: the cause, and what to do about it (nothing when all is well). */
export function useDeviceHealthWords(device: DeviceWire): {
  tone: HealthTone;
  title: string;
  action: string | null;
} {
  const t = useTranslations("devices.health");
  const apps = useTranslations("devices.apps");
  const now = useNow(stepMs);
  const clock = useClockSince(now);
  const { cause, tone, silentSince, at, sentence } = deviceHealth(device, now);
  const values = {
    app: apps(device.app),
    time: at === null ? "" : clock(at),
    percent: Math.round(device.battery ?? 0),
    sentence: sentence ?? "",
  };
  const title = t(`${cause}.title`, values);
  return {
    tone,
    title:
      silentSince === null || cause === "no_contact"
        ? title
        : t("silent", { time: clock(silentSince), title }),
    action: cause === "fine" ? null : t(`${cause}.action`, values),
  };
}
