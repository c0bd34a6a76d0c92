"use client";

import { useTranslations } from "use-intl";
import type { RecordedWire } from "@/lib/tracking/recorded-wire";

/** Who may look at what is recorded, how long it is kept, and what is never kept. */
export function RecordedWho({ recorded: { tracking, retention_days } }: { recorded: RecordedWire }) {
  const t = useTranslations("recorded.who");
  const rule = tracking.hours === null ? "onlyShift" : "withHours";
  return (
    <section aria-labelledby="recorded-who" className="panel flex flex-col gap-2 rounded-[18px] p-4">
      <h2 id="recorded-who" className="text-md font-semibold">
        {t("title")}
      </h2>
      <ul className="flex list-disc flex-col gap-1.5 pl-5 text-base">
        <li>{t("office")}</li>
        <li>{t("retention", { days: retention_days })}</li>
        <li>{t(rule)}</li>
        <li>{t("checkIn")}</li>
        <li>{t("phonePage")}</li>
        <li>{t("sos")}</li>
      </ul>
    </section>
  );
}
