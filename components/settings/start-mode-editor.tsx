"use client";

import { Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { type StartMode, startModes } from "@/lib/tenants/types";

export interface StartModeValue {
  start_mode: StartMode;
  start_modes_by_type: Record<string, StartMode>;
}

interface Props {
  value: StartModeValue;
  onChange: (value: StartModeValue) => void;
  isDisabled?: boolean;
}

/** What an arrival does to its job: one rule for the company, and exceptions by type of job. */
export function StartModeEditor({ value, onChange, isDisabled = false }: Props) {
  const t = useTranslations("starts.settings");
  const [type, setType] = useState("");
  const typeField = useRef<HTMLInputElement>(null);
  const exceptions = Object.entries(value.start_modes_by_type).sort(([a], [b]) => a.localeCompare(b));
  const wanted = type.trim();
  const isKnown = Object.hasOwn(value.start_modes_by_type, wanted);
  const setExceptions = (entries: readonly (readonly [string, StartMode])[]) =>
    onChange({ start_mode: value.start_mode, start_modes_by_type: Object.fromEntries(entries) });
  return (
    <fieldset className="flex min-w-0 flex-col gap-5" disabled={isDisabled}>
      <RadioGroup
        isDisabled={isDisabled}
        value={value.start_mode}
        onChange={(mode) =>
          onChange({ start_mode: mode as StartMode, start_modes_by_type: value.start_modes_by_type })
        }
        className="flex flex-col gap-1.5"
      >
        <Label className="text-sm font-semibold">{t("title")}</Label>
        {startModes.map((mode) => (
          <Radio
            key={mode}
            value={mode}
            className="flex cursor-pointer items-start gap-3 rounded-control border border-line bg-surface px-3 py-2.5 data-focus-visible:ring-2 data-focus-visible:ring-accent data-selected:border-accent data-selected:bg-accent-soft"
          >
            <span
              aria-hidden
              className="mt-0.5 size-4 shrink-0 rounded-full border border-line-strong in-data-selected:border-5 in-data-selected:border-accent"
            />
            <span>
              <span className="block text-base font-semibold">{t(`modes.${mode}`)}</span>
              <span className="block text-sm text-muted">{t(`hints.${mode}`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <section aria-label={t("byType")} className="flex flex-col gap-2">
        <h3 className="text-sm font-semibold">{t("byType")}</h3>
        {exceptions.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        {exceptions.map(([name, mode]) => (
          <div key={name} className="flex flex-wrap items-center gap-2">
            <span className="min-w-32 flex-1 truncate text-base">{name}</span>
            <select
              aria-label={`${t("mode")}: ${name}`}
              value={mode}
              onChange={(event) => {
                const chosen = startModes.find((one) => one === event.target.value) ?? mode;
                setExceptions(exceptions.map(([other, has]) => [other, other === name ? chosen : has]));
              }}
              className="min-h-9 rounded-control border border-line-strong bg-surface px-2 text-base text-ink"
            >
              {startModes.map((one) => (
                <option key={one} value={one}>
                  {t(`modes.${one}`)}
                </option>
              ))}
            </select>
            <IconButton
              isDisabled={isDisabled}
              label={t("remove", { type: name })}
              icon={<Trash2 aria-hidden size={16} />}
              onPress={() => {
                setExceptions(exceptions.filter(([other]) => other !== name));
                // The button that was pressed is gone; what comes next is the name of another type.
                typeField.current?.focus();
              }}
            />
          </div>
        ))}
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            inputRef={typeField}
            label={t("type")}
            value={type}
            onChange={setType}
            isDisabled={isDisabled}
            maxLength={60}
            isInvalid={isKnown}
            errorMessage={t("isKnown")}
          />
          <Button
            isDisabled={isDisabled || wanted === "" || isKnown}
            onPress={() => {
              setExceptions([...exceptions, [wanted, value.start_mode]]);
              setType("");
            }}
          >
            {t("add")}
          </Button>
        </div>
      </section>
    </fieldset>
  );
}
