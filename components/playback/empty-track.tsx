"use client";

import { useTranslations } from "use-intl";

/** Nothing was recorded in this time. */
export function EmptyTrack() {
  const t = useTranslations("playback.empty");
  return (
    <div role="status" className="py-1">
      <p className="text-base font-semibold">{t("title")}</p>
      <p className="text-sm text-muted">{t("hint")}</p>
    </div>
  );
}
