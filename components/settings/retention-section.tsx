"use client";

import { useTranslations } from "use-intl";
import { NumberField } from "@/components/ui/number-field";
import type { SettingsWire } from "@/lib/tenants/settings-wire";
import { ConfirmDeletion } from "./confirm-deletion";
import { SettingsSection, useSaidSaved } from "./settings-section";
import { useDraft } from "./use-draft";

const names = ["fix_retention_days"] as const;
const days = { style: "unit", unit: "day", unitDisplay: "long", maximumFractionDigits: 0 } as const;

/** How long the company keeps where its technicians were. */
export function RetentionSection({ settings, mayWrite }: { settings: SettingsWire; mayWrite: boolean }) {
  const t = useTranslations("settings");
  const draft = useDraft(settings, names, useSaidSaved("retention"));
  const { values, change, refusal } = draft;
  return (
    <SettingsSection id="retention" names={names} draft={draft} mayWrite={mayWrite}>
      <NumberField
        label={t("names.fix_retention_days")}
        hint={t("retention.hint")}
        minValue={3}
        maxValue={3650}
        formatOptions={days}
        isReadOnly={!mayWrite}
        value={values.fix_retention_days}
        onChange={(value) => Number.isFinite(value) && change({ fix_retention_days: value })}
      />
      {refusal?.kind === "deletes" && (
        <ConfirmDeletion
          deletion={refusal.deletion}
          onConfirm={() => draft.save("deletion")}
          onClose={draft.discard}
        />
      )}
    </SettingsSection>
  );
}
