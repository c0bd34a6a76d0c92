"use client";

import { Trash2 } from "lucide-react";
import { Input, Label, TextField, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { type TrackingSpan, weekdays } from "@/lib/tenants/tracking-hours";

interface Props {
  span: TrackingSpan;
  /** Which one of the list, from 1. */
  number: number;
  onChange: (span: TrackingSpan) => void;
  onRemove: () => void;
  isDisabled: boolean;
}

/** Midnight at the end of a day; clocks on a page call it 00:00. */
const END_OF_DAY = "24:00";
const MIDNIGHT = "00:00";

/** The days on which hours begin, and their first and last moment. */
export function TrackingSpanEditor({ span, number, onChange, onRemove, isDisabled }: Props) {
  const t = useTranslations("recorded.hours");
  const { days, from, to } = span;
  const problem = days.length === 0 ? "noDays" : from === to ? "same" : null;
  const endsNextDay = to < from;
  return (
    <fieldset
      aria-label={t("span", { number })}
      className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-3"
    >
      <div className="flex items-start justify-between gap-2">
        <ToggleButtonGroup
          aria-label={t("days")}
          selectionMode="multiple"
          isDisabled={isDisabled}
          selectedKeys={days}
          onSelectionChange={(keys) => onChange({ ...span, days: weekdays.filter((day) => keys.has(day)) })}
          className="flex flex-wrap gap-1.5"
        >
          {weekdays.map((day) => (
            <ToggleButton
              key={day}
              id={day}
              aria-label={t(`long.${day}`)}
              className="flex h-9 min-w-12 items-center justify-center rounded-full border border-line px-2.5 text-sm font-semibold text-muted transition-colors data-disabled:opacity-45 data-hovered:border-line-strong data-hovered:text-ink data-selected:border-ink data-selected:bg-ink data-selected:text-background"
            >
              {t(`short.${day}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <IconButton
          label={t("remove")}
          icon={<Trash2 aria-hidden size={16} />}
          isDisabled={isDisabled}
          onPress={onRemove}
        />
      </div>
      <div className="flex flex-wrap gap-3">
        <ClockField
          label={t("from")}
          value={from}
          isDisabled={isDisabled}
          onChange={(next) => onChange({ ...span, from: next })}
        />
        <ClockField
          label={t("to")}
          value={to === END_OF_DAY ? MIDNIGHT : to}
          isDisabled={isDisabled}
          onChange={(next) => onChange({ ...span, to: next === MIDNIGHT ? END_OF_DAY : next })}
        />
      </div>
      {problem && (
        <p role="alert" className="text-sm text-critical-text">
          {t(problem)}
        </p>
      )}
      {!problem && endsNextDay && <p className="text-sm text-muted">{t("nextDay")}</p>}
    </fieldset>
  );
}

interface ClockProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  isDisabled: boolean;
}

function ClockField({ label, value, onChange, isDisabled }: ClockProps) {
  return (
    <TextField
      type="time"
      value={value}
      isDisabled={isDisabled}
      onChange={(next) => next !== "" && onChange(next.slice(0, 5))}
      className="flex flex-col gap-1.5"
    >
      <Label className="text-sm font-semibold">{label}</Label>
      <Input className="min-h-9 rounded-control border border-line-strong bg-surface px-3 text-base text-ink outline-none data-disabled:opacity-45 data-focused:border-accent data-focused:ring-2 data-focused:ring-accent-soft" />
    </TextField>
  );
}
