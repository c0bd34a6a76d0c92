"use client";

import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";

const rows = [
  { id: 1, name: "w-36" },
  { id: 2, name: "w-28" },
  { id: 3, name: "w-40" },
  { id: 4, name: "w-32" },
  { id: 5, name: "w-36" },
  { id: 6, name: "w-28" },
  { id: 7, name: "w-40" },
  { id: 8, name: "w-32" },
] as const;

/** The panel before the first data: same tabs, same rows. */
export function PanelSkeleton() {
  const t = useTranslations("common");
  return (
    <div role="status" className="flex min-h-0 flex-1 flex-col overflow-hidden">
      <span className="sr-only">{t("loading")}</span>
      <div className="flex gap-3 px-4 py-4">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-4 w-16" />
      </div>
      <div className="flex flex-col gap-2.5 border-b border-line px-3 pb-3">
        <Skeleton className="h-8 w-full" />
        <div className="flex gap-1.5">
          <Skeleton className="h-6 w-14" />
          <Skeleton className="h-6 w-28" />
          <Skeleton className="h-6 w-20" />
        </div>
      </div>
      {rows.map((row) => (
        <div key={row.id} className="flex h-14 shrink-0 items-center gap-3.5 border-b border-line px-4">
          <Skeleton className="size-7.5 rounded-full" />
          <span className="flex flex-1 flex-col gap-1.5">
            <Skeleton className={`h-3.5 ${row.name}`} />
            <Skeleton className="h-3 w-44 max-w-full" />
          </span>
          <Skeleton className="h-3.5 w-10" />
        </div>
      ))}
    </div>
  );
}
