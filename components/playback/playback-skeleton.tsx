"use client";

import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";

export function PlaybackSkeleton() {
  const t = useTranslations("playback");
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-3 px-4 py-3.5">
      <Skeleton className="h-5 w-56" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-8 w-72 max-w-full" />
    </div>
  );
}
