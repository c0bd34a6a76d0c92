"use client";

import { Lock } from "lucide-react";
import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useSettings } from "@/hooks/use-settings";
import { ArrivalsSection } from "./arrivals-section";
import { CompanySection } from "./company-section";
import { RetentionSection } from "./retention-section";
import { SettingsSkeleton } from "./settings-skeleton";
import { StartsSection } from "./starts-section";
import { TrackingSection } from "./tracking-section";

/** What is set for the company: administrators change it, the rest of the office looks at it. */
export function SettingsPage() {
  const t = useTranslations("settings");
  const words = useTranslations("common");
  const mayRead = useMay("settings:read");
  const mayWrite = useMay("settings:write");
  const { data: settings, error, refetch } = useSettings();
  return (
    <div className="absolute inset-0 overflow-y-auto">
      <div className="mx-auto flex max-w-230 flex-col gap-4 p-3 sm:p-6">
        {!mayRead ? (
          <div className="panel">
            <EmptyState icon={<Lock size={22} />} title={t("denied.title")}>
              {t("denied.hint")}
            </EmptyState>
          </div>
        ) : error && !settings ? (
          <div role="alert" className="panel">
            <EmptyState
              title={words("errors.title")}
              action={<Button onPress={() => void refetch()}>{words("retry")}</Button>}
            >
              {error.message}
            </EmptyState>
          </div>
        ) : !settings ? (
          <SettingsSkeleton />
        ) : (
          <>
            {!mayWrite && (
              <p className="flex items-center gap-2 text-sm text-muted">
                <Lock aria-hidden size={15} className="shrink-0" />
                {t("readOnly")}
              </p>
            )}
            <CompanySection settings={settings} mayWrite={mayWrite} />
            <ArrivalsSection settings={settings} mayWrite={mayWrite} />
            <StartsSection settings={settings} mayWrite={mayWrite} />
            <TrackingSection settings={settings} mayWrite={mayWrite} />
            <RetentionSection settings={settings} mayWrite={mayWrite} />
          </>
        )}
      </div>
    </div>
  );
}
