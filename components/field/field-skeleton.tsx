"use client";

import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";
import { FieldHeader } from "./field-header";

/** The phone's page before the first data. */
export function FieldSkeleton() {
  const t = useTranslations("common");
  return (
    <>
      <FieldHeader>
        <Skeleton className="h-8 w-40 rounded-full" />
      </FieldHeader>
      <main role="status" className="mx-auto max-w-140 p-3.5">
        <span className="sr-only">{t("loading")}</span>
        <div className="panel flex flex-col gap-3 rounded-[18px] p-4">
          <Skeleton className="h-6 w-32 rounded-full" />
          <Skeleton className="h-7 w-52" />
          <Skeleton className="h-4 w-64 max-w-full" />
          <Skeleton className="h-15 w-full" />
          <Skeleton className="h-14 w-full" />
        </div>
      </main>
    </>
  );
}
