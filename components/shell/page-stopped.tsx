"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** A page that threw: what is safe, and the way on. */
export function PageStopped({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("common.errors");
  return (
    <div className="flex h-full min-h-80 items-center justify-center p-4">
      <div role="alert" className="panel w-full max-w-md py-4">
        <EmptyState
          title={t("page")}
          action={
            <Button look="primary" onPress={onRetry}>
              {t("reload")}
            </Button>
          }
        >
          {t("pageHint")}
        </EmptyState>
      </div>
    </div>
  );
}
