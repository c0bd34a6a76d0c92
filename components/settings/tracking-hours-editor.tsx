"use client";

import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { MAX_SPANS, type TrackingHours, type TrackingSpan } from "@/lib/tenants/tracking-hours";
import { TrackingSpanEditor } from "./tracking-span-editor";

interface Props {
  value: TrackingHours | null;
  /** Gets every change, also one that is not finished: `trackingHours` says whether it may be saved. */
  onChange: (value: TrackingHours | null) => void;
  isDisabled?: boolean;
}

const usualSpan: TrackingSpan = { days: ["mon", "tue", "wed", "thu", "fri"], from: "07:00", to: "18:00" };

interface Rows {
  readonly next: number;
  readonly keys: readonly number[];
}

/** As many keys as there are rows: those at the end go, new ones have never been used. */
function fitted({ next, keys }: Rows, count: number): Rows {
  const added = Math.max(0, count - keys.length);
  return {
    next: next + added,
    keys: [...keys.slice(0, count), ...Array.from({ length: added }, (_, index) => next + index)],
  };
}

/** Hours in which a company records its technicians outside of their shifts too; usually none. */
export function TrackingHoursEditor({ value, onChange, isDisabled = false }: Props) {
  const t = useTranslations("recorded.hours");
  const spans = value ?? [];
  const [rows, setRows] = useState<Rows>({ next: 0, keys: [] });
  const add = useRef<HTMLButtonElement>(null);
  // Spans have no id: each row has a key of its own, so that another one's focus and half-typed time stay when one goes.
  if (rows.keys.length !== spans.length) setRows(fitted(rows, spans.length));
  const change = (next: TrackingHours) => onChange(next.length === 0 ? null : next);
  return (
    <fieldset className="flex flex-col gap-3" disabled={isDisabled}>
      <legend className="text-md font-semibold">{t("title")}</legend>
      <p className="text-sm text-muted">{t("lead")}</p>
      {spans.length === 0 && <p className="text-base">{t("none")}</p>}
      {spans.map((span, index) => (
        <TrackingSpanEditor
          key={rows.keys[index]}
          number={index + 1}
          span={span}
          isDisabled={isDisabled}
          onChange={(next) => change(spans.with(index, next))}
          onRemove={() => {
            setRows({ ...rows, keys: rows.keys.filter((_, other) => other !== index) });
            change(spans.filter((_, other) => other !== index));
            // The button that was pressed is gone.
            add.current?.focus();
          }}
        />
      ))}
      <div>
        <Button
          ref={add}
          icon={<Plus aria-hidden size={16} />}
          isDisabled={isDisabled || spans.length >= MAX_SPANS}
          onPress={() => change([...spans, usualSpan])}
        >
          {t("add")}
        </Button>
      </div>
    </fieldset>
  );
}
