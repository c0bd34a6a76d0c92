"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { SilenceWire } from "@/lib/tracking/silence/silence-wire";

/** Says in a few words why no position comes: "Page in the background". */
export function useSilenceText(): (silence: SilenceWire) => string {
  const t = useTranslations("live.silence");
  const apps = useTranslations("devices.apps");
  return useCallback(
    ({ cause, source, battery }) =>
      t(cause, {
        app: source === null || source === "page" || source === "api" ? "" : apps(source),
        percent: Math.round(battery ?? 0),
      }),
    [t, apps],
  );
}
