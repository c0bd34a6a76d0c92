"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { SettingsWire } from "@/lib/tenants/settings-wire";
import type { SettingName } from "@/lib/tenants/types";
import { useSettingText } from "./use-setting-text";

interface Props {
  names: readonly SettingName[];
  current: SettingsWire;
  onTakeTheirs: () => void;
  onInsist: () => void;
}

/** Somebody else was faster: shows what holds now and asks which of the two it shall be. */
export function ChangedMeanwhile({ names, current, onTakeTheirs, onInsist }: Props) {
  const t = useTranslations("settings");
  const text = useSettingText();
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-lg bg-at-risk-soft p-3 text-sm">
      <p className="font-semibold text-at-risk-text">{t("meanwhile.title")}</p>
      <ul className="flex flex-col gap-0.5">
        {names.map((name) => (
          <li key={name}>
            {t("meanwhile.now", { setting: t(`names.${name}`), value: text(name, current[name]) })}
          </li>
        ))}
      </ul>
      <div className="mt-1 flex flex-wrap gap-2">
        <Button onPress={onTakeTheirs}>{t("meanwhile.theirs")}</Button>
        <Button onPress={onInsist}>{t("meanwhile.mine")}</Button>
      </div>
    </div>
  );
}
