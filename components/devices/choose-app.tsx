"use client";

import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslations } from "use-intl";
import type { TrackerApp } from "@/lib/tracking/types";

/** The easiest first. */
const order = ["owntracks", "traccar", "overland", "gpslogger", "osmand"] as const satisfies TrackerApp[];

interface Props {
  app: TrackerApp;
  onChoose: (app: TrackerApp) => void;
}

/** One card for each tracker app, with what it is good for. */
export function ChooseApp({ app, onChoose }: Props) {
  const t = useTranslations("devices");
  return (
    <RadioGroup
      value={app}
      onChange={(value) => {
        const chosen = order.find((one) => one === value);
        if (chosen) onChoose(chosen);
      }}
      className="flex flex-col gap-2"
    >
      <Label className="text-sm font-semibold">{t("add.app")}</Label>
      {order.map((one) => (
        <Radio
          key={one}
          value={one}
          className="group flex items-start gap-3 rounded-xl border border-line px-3.5 py-2.5 outline-offset-2 outline-accent transition-colors data-focus-visible:outline-2 data-hovered:border-line-strong data-selected:border-accent data-selected:bg-accent-soft"
        >
          <span
            aria-hidden
            className="mt-0.5 size-4 shrink-0 rounded-full border-[1.5px] border-line-strong bg-surface group-data-selected:border-[5px] group-data-selected:border-accent"
          />
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="text-base font-semibold">{t(`apps.${one}`)}</span>
              <span className="text-xs text-muted">{t(`add.apps.${one}.platforms`)}</span>
            </span>
            <span className="block text-sm text-muted group-data-selected:text-ink">
              {t(`add.apps.${one}.good`)}
            </span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
