"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NothingHere() {
  const t = useTranslations("common");
  return (
    <main className="flex min-h-dvh items-center justify-center p-4">
      <div className="panel w-full max-w-md py-4">
        <EmptyState
          title={t("notFound.title")}
          action={
            <Link href="/" className={buttonClass("primary", "medium")}>
              {t("errors.home")}
            </Link>
          }
        >
          {t("notFound.hint")}
        </EmptyState>
      </div>
    </main>
  );
}
