"use client";

import { useTranslations } from "use-intl";
import { FieldSubpage } from "./field-subpage";
import { useOwn } from "./own";
import { Recorded } from "./recorded";

/** What the company records of the technician who is signed in. */
export function RecordedPage() {
  const { technician } = useOwn();
  const t = useTranslations("recorded");
  return (
    <FieldSubpage>
      <h1 className="px-1 text-lg font-bold">{t("title")}</h1>
      <Recorded technician={technician} />
    </FieldSubpage>
  );
}
