"use client";

import { useTranslations } from "use-intl";
import { useClockSince } from "@/components/time/clock-time";
import { useNow } from "@/hooks/live/use-live";
import type { DeviceWire } from "@/hooks/use-devices";
import { deviceHealth } from "@/lib/tracking/device-health";
import { HealthBox, type HealthWords } from "./health-box";

const stepMs = 15_000;

interface Props {
  device: DeviceWire;
  /** Where it is not said beside it. */
  name?: string;
  /** Not heard of for longer than this: silent, milliseconds. */
  silentAfterMs?: number;
}

/** Whether the device does its work; if not, why, and what to do about it. */
export function DeviceHealthLine({ device, name, silentAfterMs }: Props) {
  return <HealthBox words={useDeviceHealthWords(device, silentAfterMs)} name={name} />;
}

/** The health of a device in words. */
function useDeviceHealthWords(device: DeviceWire, silentAfterMs?: number): HealthWords {
  const t = useTranslations("devices.health");
  const apps = useTranslations("devices.apps");
  const now = useNow(stepMs);
  const clock = useClockSince(now);
  const { cause, tone, silentSince, at, sentence } = deviceHealth(device, now, silentAfterMs);
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
