"use client";

import { useState } from "react";
import { useTimeZone, useTranslations } from "use-intl";
import { momentOfWallTime, wallTime } from "@/components/time/wall-time";
import { Chips } from "@/components/ui/chips";
import { TextField } from "@/components/ui/text-field";
import { useLiveStore } from "@/hooks/live/use-live";
import type { TimeSpan } from "@/hooks/use-area-search";
import { type SpanName, spanNames, spanOf } from "./spans";

interface Props {
  span: TimeSpan;
  onChange: (span: TimeSpan) => void;
}

/** When: a few usual times, or from one moment to another by the company's clock. */
export function SpanChoice({ span, onChange }: Props) {
  const t = useTranslations("area.when");
  const store = useLiveStore();
  const timeZone = useTimeZone() ?? "UTC";
  const [name, setName] = useState<SpanName>("today");
  const [own, setOwn] = useState({ from: "", to: "" });
  const from = momentOfWallTime(own.from, timeZone);
  const to = momentOfWallTime(own.to, timeZone);
  const isBackwards = from !== null && to !== null && from >= to;

  function choose(next: SpanName) {
    setName(next);
    if (next === "other") setOwn({ from: wallTime(span.from, timeZone), to: wallTime(span.to, timeZone) });
    else onChange(spanOf(next, store.now(), timeZone));
  }

  function edit(change: Partial<typeof own>) {
    const next = { ...own, ...change };
    setOwn(next);
    const [start, end] = [momentOfWallTime(next.from, timeZone), momentOfWallTime(next.to, timeZone)];
    if (start !== null && end !== null && start < end) onChange({ from: start, to: end });
  }

  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm font-semibold">{t("title")}</p>
      <Chips<SpanName>
        label={t("title")}
        selected={name}
        onSelect={choose}
        chips={spanNames.map((id) => ({ id, label: t(id) }))}
      />
      {name === "other" && (
        <div className="grid grid-cols-2 gap-2">
          <TextField
            type="datetime-local"
            label={t("from")}
            value={own.from}
            onChange={(value) => edit({ from: value })}
          />
          <TextField
            type="datetime-local"
            label={t("to")}
            value={own.to}
            onChange={(value) => edit({ to: value })}
            isInvalid={isBackwards}
            errorMessage={t("backwards")}
          />
        </div>
      )}
    </div>
  );
}
