"use client";

import { useTranslations } from "use-intl";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import type { SettingsWire } from "@/lib/tenants/settings-wire";
import { SettingsSection, useSaidSaved } from "./settings-section";
import { useDraft } from "./use-draft";

const names = ["name", "time_zone"] as const;

/** Every zone this browser knows, by name, as "Africa/Lagos"; the one that is set is among them in any case. */
function zonesWith(current: string): { id: string; label: string }[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", current]);
  return [...zones].sort().map((id) => ({ id, label: id.replaceAll("_", " ") }));
}

/** What the company is called, and by which clock it works. */
export function CompanySection({ settings, mayWrite }: { settings: SettingsWire; mayWrite: boolean }) {
  const t = useTranslations("settings");
  const draft = useDraft(settings, names, useSaidSaved("company"));
  const { values, change } = draft;
  const isNameless = values.name.trim() === "";
  return (
    <SettingsSection id="company" names={names} draft={draft} mayWrite={mayWrite} isInvalid={isNameless}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("names.name")}
          maxLength={120}
          autoComplete="organization"
          isReadOnly={!mayWrite}
          value={values.name}
          onChange={(name) => change({ name })}
          isInvalid={isNameless}
          errorMessage={t("company.nameless")}
        />
        <SelectField
          label={t("names.time_zone")}
          hint={t("company.zoneHint")}
          value={values.time_zone}
          options={zonesWith(settings.time_zone)}
          isDisabled={!mayWrite}
          onChange={(time_zone) => change({ time_zone })}
        />
      </div>
    </SettingsSection>
  );
}
