"use client";

import { useState } from "react";
import { useChangeSettings } from "@/hooks/use-settings";
import { sameSetting } from "@/lib/tenants/setting-changes";
import type { SettingsWire } from "@/lib/tenants/settings-wire";
import type { SettingName } from "@/lib/tenants/types";
import { type SettingsRefusal, settingsRefusal } from "./settings-refusal";

type Values<Name extends SettingName> = Pick<SettingsWire, Name>;

/** Some settings while a person edits them, and how that ends. */
export interface Draft<Name extends SettingName> {
  readonly values: Values<Name>;
  readonly isDirty: boolean;
  readonly isSaving: boolean;
  readonly refusal: SettingsRefusal | null;
  readonly change: (edit: Partial<Values<Name>>) => void;
  readonly save: (confirm?: "deletion") => void;
  /** Back to what holds now. */
  readonly discard: () => void;
  /** Keeps the edits although somebody changed the settings meanwhile; the next save counts. */
  readonly insist: () => void;
}

/**
 * Edits of one section. They are saved against the settings as they were when the person began to edit, so that what
 * somebody else has changed meanwhile is never overwritten unseen.
 */
export function useDraft<Name extends SettingName>(
  settings: SettingsWire,
  names: readonly Name[],
  onSaved: () => void,
): Draft<Name> {
  const [draft, setDraft] = useState<{ seen: SettingsWire; edits: Partial<Values<Name>> } | null>(null);
  const saving = useChangeSettings();
  const values = { ...settings, ...draft?.edits };
  const isDirty = names.some((name) => !sameSetting(values[name], settings[name]));
  const refusal = saving.error ? settingsRefusal(saving.error) : null;
  return {
    values,
    isDirty,
    isSaving: saving.isPending,
    refusal,
    change: (edit) => {
      saving.reset();
      setDraft((held) => ({ seen: held?.seen ?? settings, edits: { ...held?.edits, ...edit } }));
    },
    save: (confirm) => {
      if (draft === null || saving.isPending) return;
      const body = {
        version: draft.seen.version,
        ...draft.edits,
        ...(confirm === "deletion" ? { confirm_deletion: true } : {}),
      };
      saving.mutate(body, {
        onSuccess: () => {
          setDraft(null);
          onSaved();
        },
      });
    },
    discard: () => {
      saving.reset();
      setDraft(null);
    },
    insist: () => {
      if (refusal?.kind !== "changed_meanwhile") return;
      const { current } = refusal;
      setDraft((held) => (held === null ? null : { ...held, seen: current }));
      saving.reset();
    },
  };
}
