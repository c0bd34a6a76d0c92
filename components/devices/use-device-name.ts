"use client";

import { useTranslations } from "use-intl";
import type { DeviceWire } from "@/hooks/use-devices";

/** What a device is called: its name, else what its app calls itself, else the app. */
export function useDeviceName(): (device: DeviceWire) => string {
  const apps = useTranslations("devices.apps");
  return ({ label, reported_label, app }) => label ?? reported_label ?? apps(app);
}
