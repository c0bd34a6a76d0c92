"use client";

import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button";
import { exportAddress, type RecordedSpan } from "@/hooks/field/use-recorded";
import { type ExportFormat, exportFormats } from "@/lib/tracking/export-format";

interface Props {
  technicianId: string;
  /** The day that is shown. */
  span: RecordedSpan;
}

/** Everything stored of each position, of the day that is shown or of all days, as a file. */
export function RecordedExport({ technicianId, span }: Props) {
  const t = useTranslations("recorded.export");
  const names: Record<"day" | "all", Record<ExportFormat, string>> = {
    day: { csv: t("dayCsv"), json: t("dayJson") },
    all: { csv: t("allCsv"), json: t("allJson") },
  };
  return (
    <section aria-labelledby="recorded-export" className="panel flex flex-col gap-3 rounded-[18px] p-4">
      <div>
        <h2 id="recorded-export" className="text-md font-semibold">
          {t("title")}
        </h2>
        <p className="text-base text-muted">{t("hint")}</p>
      </div>
      {(["day", "all"] as const).map((what) => (
        <div key={what} className="flex flex-wrap items-center justify-between gap-2">
          <span className="text-base font-semibold">{t(what)}</span>
          <span className="flex gap-2">
            {exportFormats.map((format) => (
              <a
                key={format}
                href={exportAddress(technicianId, format, what === "day" ? span : undefined)}
                download
                aria-label={names[what][format]}
                className={buttonClass("secondary", "touch", "hover:bg-sunken")}
              >
                <Download aria-hidden size={17} />
                {t(format)}
              </a>
            ))}
          </span>
        </div>
      ))}
    </section>
  );
}
