"use client";

import type { SettingsWire } from "@/lib/tenants/settings-wire";
import { SettingsSection, useSaidSaved } from "./settings-section";
import { StartModeEditor } from "./start-mode-editor";
import { useDraft } from "./use-draft";

const names = ["start_mode", "start_modes_by_type"] as const;

/** What an arrival does to its job. */
export function StartsSection({ settings, mayWrite }: { settings: SettingsWire; mayWrite: boolean }) {
  const draft = useDraft(settings, names, useSaidSaved("starts"));
  return (
    <SettingsSection id="starts" names={names} draft={draft} mayWrite={mayWrite}>
      <StartModeEditor value={draft.values} onChange={draft.change} isDisabled={!mayWrite} />
    </SettingsSection>
  );
}
