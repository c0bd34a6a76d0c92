"use client";

import { useTranslations } from "use-intl";
import { useNow } from "@/hooks/live/use-live";
import { agePhrase } from "@/lib/dispatch/age";
import { AbsoluteTime } from "./absolute-time";

/** How long ago something was, ticking: "now", "3 s ago", "17 min ago". The absolute time is its title. */
export function Age({ at, className }: { at: string | number; className?: string }) {
  const t = useTranslations("live.age");
  const { id, values } = agePhrase(useNow() - new Date(at).getTime());
  return (
    <AbsoluteTime at={at} className={className}>
      {t(id, values)}
    </AbsoluteTime>
  );
}
