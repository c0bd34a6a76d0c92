"use client";

import { CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { DeviceWire } from "@/hooks/use-devices";
import { useQuarantine } from "@/hooks/use-quarantine";
import { QuarantineEntry } from "./quarantine-entry";

/** What the device sent and nobody could use, why, and what to change on that phone (LOC-7). */
export function DeviceQuarantine({ device }: { device: DeviceWire }) {
  const t = useTranslations("devices.unused");
  const words = useTranslations("common");
  const { entries, error, isPending, isFetching, hasNextPage, refetch, fetchNextPage } = useQuarantine(
    device.device_id,
  );
  if (isPending) {
    return (
      <div role="status" aria-label={t("loading")} className="flex flex-col gap-3">
        <Skeleton className="h-4 w-72 max-w-full" />
        <Skeleton className="h-14 w-full" />
        <Skeleton className="h-14 w-full" />
      </div>
    );
  }
  if (error && entries.length === 0) {
    return (
      <div role="alert">
        <EmptyState
          title={words("errors.title")}
          action={<Button onPress={() => void refetch()}>{words("retry")}</Button>}
        >
          {error.message}
        </EmptyState>
      </div>
    );
  }
  if (entries.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={22} />} title={t("none.title")}>
        {t("none.hint")}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">{t("lead")}</p>
      <ul aria-label={t("list")} className="flex flex-col gap-2">
        {entries.map((entry) => (
          <QuarantineEntry key={entry.quarantine_id} entry={entry} />
        ))}
      </ul>
      {error && (
        <p role="alert" className="text-sm text-critical-text">
          {error.message}
        </p>
      )}
      {hasNextPage && (
        <Button isPending={isFetching} onPress={() => void fetchNextPage()} className="self-center">
          {t("more")}
        </Button>
      )}
    </div>
  );
}
