"use client";

import type { SettingsWire } from "@/lib/tenants/settings-wire";
import { trackingHours } from "@/lib/tenants/tracking-hours";
import { SettingsSection, useSaidSaved } from "./settings-section";
import { TrackingHoursEditor } from "./tracking-hours-editor";
import { useDraft } from "./use-draft";

const names = ["tracking_hours"] as const;

/** When technicians are recorded besides in their shifts. */
export function TrackingSection({ settings, mayWrite }: { settings: SettingsWire; mayWrite: boolean }) {
  const draft = useDraft(settings, names, useSaidSaved("tracking"));
  const { tracking_hours: hours } = draft.values;
  return (
    <SettingsSection
      id="tracking"
      names={names}
      draft={draft}
      mayWrite={mayWrite}
      isInvalid={!trackingHours.safeParse(hours).success}
    >
      <TrackingHoursEditor
        value={hours}
        onChange={(next) => draft.change({ tracking_hours: next })}
        isDisabled={!mayWrite}
      />
    </SettingsSection>
  );
}
