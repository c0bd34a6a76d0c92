"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button";
import { FieldHeader } from "./field-header";
import { useOwn } from "./own";
import { Recorded } from "./recorded";

/** What the company records of the technician who is signed in. */
export function RecordedPage() {
  const { technician } = useOwn();
  const t = useTranslations("recorded");
  return (
    <div className="min-h-dvh">
      <FieldHeader>
        <Link href="/today" className={buttonClass("quiet", "touch", "-ml-3 pl-2")}>
          <ChevronLeft aria-hidden size={20} />
          {t("back")}
        </Link>
      </FieldHeader>
      <main className="mx-auto flex w-full max-w-140 flex-col gap-4 p-3.5 pb-8">
        <h1 className="px-1 text-lg font-bold">{t("title")}</h1>
        <Recorded technician={technician} />
      </main>
    </div>
  );
}
