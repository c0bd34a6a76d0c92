"use client";

import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";

const sections = [2, 3, 1];
const fields = [0, 1, 2];

/** The layout of the page before its values are there. */
export function SettingsSkeleton() {
  const words = useTranslations("common");
  return (
    <div role="status" aria-label={words("loading")} className="flex flex-col gap-4">
      {sections.map((count) => (
        <div key={count} className="panel flex flex-col gap-4 p-4 sm:p-5">
          <Skeleton className="h-5 w-40" />
          <div className="grid gap-4 sm:grid-cols-3">
            {fields.slice(0, count).map((field) => (
              <div key={field} className="flex flex-col gap-1.5">
                <Skeleton className="h-4 w-28" />
                <Skeleton className="h-9 w-full" />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
