"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { mayView, type Viewer } from "@/components/shell/may-view";
import { ViewerProvider } from "@/components/shell/viewer";
import { Zone } from "@/components/time/zone";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LiveProvider } from "@/hooks/live/live-provider";
import { useLiveReady, useTechnician, useTenant } from "@/hooks/live/use-live";
import { FieldHeader } from "./field-header";
import { FieldSkeleton } from "./field-skeleton";
import { OwnProvider } from "./own";

interface Props {
  viewer: Viewer;
  children: ReactNode;
}

/** Live data, company time and the signed-in technician round the pages of the phone; it stays while they change. */
export function FieldFrame({ viewer, children }: Props) {
  return (
    <ViewerProvider viewer={viewer}>
      <LiveProvider>
        <InCompanyTime viewer={viewer}>{children}</InCompanyTime>
      </LiveProvider>
    </ViewerProvider>
  );
}

function InCompanyTime({ viewer, children }: Props) {
  const { technicianId } = viewer;
  const t = useTranslations("field");
  const tenant = useTenant();
  const ready = useLiveReady();
  const technician = useTechnician(technicianId);
  if (technicianId !== null && !ready) return <FieldSkeleton />;
  if (!technician) {
    return (
      <>
        <FieldHeader />
        <main className="mx-auto max-w-140 p-3.5">
          <div className="panel">
            <EmptyState
              title={t("noTechnician.title")}
              action={
                mayView(viewer, "console:view") && (
                  <Link href="/map" className={buttonClass("primary", "touch")}>
                    {t("noTechnician.toMap")}
                  </Link>
                )
              }
            >
              {t("noTechnician.hint")}
            </EmptyState>
          </div>
        </main>
      </>
    );
  }
  return (
    <Zone timeZone={tenant?.time_zone ?? "UTC"}>
      <OwnProvider technician={technician}>{children}</OwnProvider>
    </Zone>
  );
}
