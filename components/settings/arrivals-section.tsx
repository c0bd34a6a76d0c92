"use client";

import { useTranslations } from "use-intl";
import { NumberField } from "@/components/ui/number-field";
import type { SettingsWire } from "@/lib/tenants/settings-wire";
import { SMALL_FENCE_METERS } from "@/lib/tenants/types";
import { SettingsSection, useSaidSaved } from "./settings-section";
import { useDraft } from "./use-draft";

const names = [
  "arrival_radius_meters",
  "approach_radius_meters",
  "cooldown_seconds",
  "expected_together",
] as const;
const meters = { style: "unit", unit: "meter", maximumFractionDigits: 0 } as const;
const seconds = { style: "unit", unit: "second", unitDisplay: "long", maximumFractionDigits: 0 } as const;

/** When a technician counts as arrived, for every job without a fence of its own. */
export function ArrivalsSection({ settings, mayWrite }: { settings: SettingsWire; mayWrite: boolean }) {
  const t = useTranslations("settings");
  const draft = useDraft(settings, names, useSaidSaved("arrivals"));
  const { values, change } = draft;
  const isTooNarrow = values.approach_radius_meters < values.arrival_radius_meters;
  return (
    <SettingsSection id="arrivals" names={names} draft={draft} mayWrite={mayWrite} isInvalid={isTooNarrow}>
      <div className="grid gap-4 sm:grid-cols-3">
        <NumberField
          label={t("names.arrival_radius_meters")}
          hint={t("arrivals.arrivalHint")}
          minValue={20}
          maxValue={5000}
          formatOptions={meters}
          isReadOnly={!mayWrite}
          value={values.arrival_radius_meters}
          onChange={(value) => Number.isFinite(value) && change({ arrival_radius_meters: value })}
        />
        <NumberField
          label={t("names.approach_radius_meters")}
          hint={t("arrivals.approachHint")}
          minValue={20}
          maxValue={20_000}
          formatOptions={meters}
          isReadOnly={!mayWrite}
          isInvalid={isTooNarrow}
          errorMessage={t("arrivals.tooNarrow")}
          value={values.approach_radius_meters}
          onChange={(value) => Number.isFinite(value) && change({ approach_radius_meters: value })}
        />
        <NumberField
          label={t("names.cooldown_seconds")}
          hint={t("arrivals.cooldownHint")}
          minValue={0}
          maxValue={3600}
          formatOptions={seconds}
          isReadOnly={!mayWrite}
          value={values.cooldown_seconds}
          onChange={(value) => Number.isFinite(value) && change({ cooldown_seconds: value })}
        />
        <NumberField
          label={t("names.expected_together")}
          hint={t("arrivals.togetherHint")}
          minValue={1}
          maxValue={50}
          isReadOnly={!mayWrite}
          value={values.expected_together}
          onChange={(value) => Number.isFinite(value) && change({ expected_together: value })}
        />
      </div>
      {values.arrival_radius_meters < SMALL_FENCE_METERS && (
        <p role="status" className="rounded-lg bg-at-risk-soft px-3 py-2 text-sm text-at-risk-text">
          {t("arrivals.small", { limit: SMALL_FENCE_METERS })}
        </p>
      )}
    </SettingsSection>
  );
}
