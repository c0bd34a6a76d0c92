"use client";

import { Footprints } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { AreaStayWire, useAreaSearch } from "@/hooks/use-area-search";
import { ApiError } from "@/lib/http/client";
import { StayRow } from "./stay-row";

interface Props {
  hasArea: boolean;
  search: ReturnType<typeof useAreaSearch>;
  chosen: AreaStayWire | null;
  onChoose: (stay: AreaStayWire | null) => void;
}

const skeletonRows = [0, 1, 2, 3, 4];

/** Who was there, newest first; or why that is not told. */
export function AreaResults({ hasArea, search, chosen, onChoose }: Props) {
  const t = useTranslations("area.results");
  const words = useTranslations("common");
  const { stays, error, isFetching, hasNextPage } = search;
  if (!hasArea) return null;
  if (error && stays.length === 0) {
    const isTooMuch = error instanceof ApiError && error.code === "impossible";
    return (
      <div role="alert">
        <EmptyState
          title={isTooMuch ? t("tooMuch") : words("errors.title")}
          action={!isTooMuch && <Button onPress={() => void search.refetch()}>{words("retry")}</Button>}
        >
          {error.message}
        </EmptyState>
      </div>
    );
  }
  if (stays.length === 0 && (isFetching || hasNextPage)) {
    return (
      <div role="status" aria-label={t("searching")} className="flex flex-col">
        {skeletonRows.map((row) => (
          <div key={row} className="flex flex-col gap-2 border-b border-line px-4 py-3">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-56" />
          </div>
        ))}
      </div>
    );
  }
  if (stays.length === 0) {
    return (
      <EmptyState icon={<Footprints size={22} />} title={t("nobody.title")}>
        {t("nobody.hint")}
      </EmptyState>
    );
  }
  const people = new Set(stays.map((stay) => stay.technician_id)).size;
  return (
    <>
      <p role="status" className="px-4 pt-3 pb-2 text-sm text-muted">
        {t("count", { stays: stays.length, people, more: hasNextPage ? "yes" : "no" })}
      </p>
      <ul aria-label={t("label")} className="border-t border-line">
        {stays.map((stay) => {
          const isChosen =
            chosen?.technician_id === stay.technician_id && chosen.entered_at === stay.entered_at;
          return (
            <StayRow
              key={`${stay.technician_id} ${stay.entered_at}`}
              stay={stay}
              isChosen={isChosen}
              onChoose={() => onChoose(isChosen ? null : stay)}
            />
          );
        })}
      </ul>
      {hasNextPage && (
        <div className="flex justify-center p-3">
          <Button isPending={isFetching} onPress={() => void search.fetchNextPage()}>
            {isFetching ? t("searching") : t("more")}
          </Button>
        </div>
      )}
      {error && (
        <p role="alert" className="px-4 pb-4 text-sm text-critical-text">
          {error.message}
        </p>
      )}
    </>
  );
}
