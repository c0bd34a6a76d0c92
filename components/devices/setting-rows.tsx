"use client";

import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/ui/copy-button";
import type { SetupRow } from "@/lib/tracking/trackers/setup";
import type { TrackerApp } from "@/lib/tracking/types";
import { useDeviceOwner } from "./device-owner";

interface Props {
  app: TrackerApp;
  rows: readonly SetupRow[];
  title: string;
}

/** Every setting of the app, in its own words, each to be copied. */
export function SettingRows({ app, rows, title }: Props) {
  const t = useTranslations("devices");
  const { touch } = useDeviceOwner();
  return (
    <section className="min-w-0">
      <h3 className="text-base font-semibold">{title}</h3>
      <p className="mb-2 text-sm text-muted">{t(`setup.where.${app}`)}</p>
      <dl className="divide-y divide-line border-y border-line">
        {rows.map(({ label, value }) => {
          const name = t(`setup.rows.${label}`);
          return (
            <div key={label} className="flex items-center gap-3 py-2">
              <div className="min-w-0 flex-1">
                <dt className="text-xs text-muted">{name}</dt>
                <dd className="font-mono text-sm break-all select-all">{value}</dd>
              </div>
              <CopyButton
                value={value}
                label={t("ready.copyRow", { label: name })}
                copied={t("ready.copied")}
                failed={t("ready.copyFailed")}
                size={touch ? "touch" : "small"}
              >
                {t("ready.copy")}
              </CopyButton>
            </div>
          );
        })}
      </dl>
      <p className="mt-2 text-sm text-muted">
        <span className="font-semibold text-ink">{t("ready.units")}</span> · {t(`setup.units.${app}`)}
      </p>
    </section>
  );
}
