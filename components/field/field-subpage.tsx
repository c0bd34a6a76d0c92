"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button";
import { FieldHeader } from "./field-header";

/** A page of the phone that is left for the day. */
export function FieldSubpage({ children }: { children: ReactNode }) {
  const t = useTranslations("field");
  return (
    <div className="min-h-dvh">
      <FieldHeader>
        <Link href="/today" className={buttonClass("quiet", "touch", "-ml-3 pl-2")}>
          <ChevronLeft aria-hidden size={20} />
          {t("title")}
        </Link>
      </FieldHeader>
      <main className="mx-auto flex w-full max-w-140 flex-col gap-4 p-3.5 pb-8">{children}</main>
    </div>
  );
}
