"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Input, Label, TextField } from "react-aria-components";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { dayAfter } from "./day-span";

interface Props {
  /** Such as 2026-11-27. */
  day: string;
  /** The last day that can be chosen. */
  last: string;
  onChange: (day: string) => void;
}

/** One day, chosen by its neighbours or from the phone's own calendar. */
export function DayPicker({ day, last, onChange }: Props) {
  const t = useTranslations("recorded.day");
  const button = "size-12 rounded-xl";
  return (
    <div className="flex items-end gap-2">
      <IconButton
        label={t("earlier")}
        icon={<ChevronLeft aria-hidden size={20} />}
        isBordered
        className={button}
        onPress={() => onChange(dayAfter(day, -1))}
      />
      <TextField
        type="date"
        value={day}
        onChange={(next) => next !== "" && onChange(next > last ? last : next)}
        className="flex min-w-0 flex-1 flex-col gap-1.5"
      >
        <Label className="sr-only">{t("label")}</Label>
        <Input
          max={last}
          className="min-h-12 w-full rounded-xl border border-line-strong bg-surface px-3 text-center text-[16px] font-semibold text-ink outline-none data-focused:border-accent data-focused:ring-2 data-focused:ring-accent-soft"
        />
      </TextField>
      <IconButton
        label={t("later")}
        icon={<ChevronRight aria-hidden size={20} />}
        isBordered
        className={button}
        isDisabled={day >= last}
        onPress={() => onChange(dayAfter(day, 1))}
      />
    </div>
  );
}
