"use client";

import { type FormEvent, useId } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Chips } from "@/components/ui/chips";
import { NumberField } from "@/components/ui/number-field";
import { type FenceDraft, isSound } from "./fence-draft";

interface Props {
  draft: FenceDraft;
  onChange: (draft: FenceDraft) => void;
  isDrawing: boolean;
  onDraw: (isDrawing: boolean) => void;
  isRunning: boolean;
  onRun: () => void;
}

const meters = { style: "unit", unit: "meter", maximumFractionDigits: 0 } as const;
const outer = { minValue: 20, maxValue: 20_000, formatOptions: meters };

/** Shape and distances of a fence that is tried. */
export function FenceForm({ draft, onChange, isDrawing, onDraw, isRunning, onRun }: Props) {
  const t = useTranslations("fence");
  const shapeId = useId();
  const reaches = (distance: number | null) => distance === null || distance >= draft.radiusMeters;
  const typed = (value: number) => (Number.isFinite(value) ? value : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSound(draft)) onRun();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3.5" aria-label={t("title")}>
      <div className="flex flex-col gap-2">
        <p id={shapeId} className="text-sm font-semibold">
          {t("shape.title")}
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <Chips<FenceDraft["shape"]>
            label={t("shape.title")}
            selected={draft.shape}
            onSelect={(shape) => onChange({ ...draft, shape })}
            chips={(["circle", "polygon"] as const).map((id) => ({ id, label: t(`shape.${id}`) }))}
          />
          {draft.shape === "polygon" && (
            <Button
              size="small"
              className="max-md:hidden"
              aria-pressed={isDrawing}
              onPress={() => onDraw(!isDrawing)}
            >
              {draft.ring === null ? t("shape.draw") : t("shape.drawAgain")}
            </Button>
          )}
        </div>
        {draft.shape === "polygon" && (
          <p role="status" className="text-sm text-muted">
            <span className="max-md:hidden">{(isDrawing || draft.ring === null) && t("shape.how")}</span>
            <span className="md:hidden">{t("shape.onPhone")}</span>
          </p>
        )}
      </div>
      {draft.shape === "circle" && (
        <>
          <NumberField
            label={t("radius")}
            hint={t("radiusHint")}
            minValue={20}
            maxValue={5000}
            formatOptions={meters}
            value={draft.radiusMeters}
            onChange={(value) => onChange({ ...draft, radiusMeters: typed(value) ?? draft.radiusMeters })}
          />
          <div className="grid grid-cols-2 gap-3">
            {(["approach", "departure"] as const).map((edge) => {
              const value = draft[`${edge}Meters`];
              return (
                <NumberField
                  key={edge}
                  label={t(edge)}
                  {...outer}
                  value={value ?? Number.NaN}
                  onChange={(next) => onChange({ ...draft, [`${edge}Meters`]: typed(next) })}
                  isInvalid={!reaches(value)}
                  errorMessage={t("tooSmall")}
                />
              );
            })}
          </div>
          <p className="-mt-1.5 text-xs text-muted">{t("outerHint")}</p>
        </>
      )}
      <Button
        look="primary"
        type="submit"
        isDisabled={!isSound(draft) || isDrawing}
        isPending={isRunning}
        className="self-start max-md:h-11"
      >
        {t("run")}
      </Button>
    </form>
  );
}
