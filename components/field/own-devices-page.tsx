"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { DeviceList } from "@/components/devices/device-list";
import { DeviceOwnerProvider } from "@/components/devices/device-owner";
import { mayView, type Viewer } from "@/components/shell/may-view";
import { buttonClass } from "@/components/ui/button";
import { FieldHeader } from "./field-header";
import { FieldPage } from "./field-page";

/** The tracker apps on the technician's own phone. */
export function OwnDevicesPage({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("devices.own");
  return (
    <FieldPage viewer={viewer}>
      {({ id, full_name }) => (
        <div className="min-h-dvh">
          <FieldHeader>
            <Link href="/today" className={buttonClass("quiet", "touch", "-ml-3 pl-2")}>
              <ChevronLeft aria-hidden size={20} />
              {t("back")}
            </Link>
          </FieldHeader>
          <main className="mx-auto flex w-full max-w-140 flex-col gap-4 p-3.5 pb-8">
            <h1 className="sr-only">{t("title")}</h1>
            <DeviceOwnerProvider
              owner={{
                technicianId: id,
                name: full_name,
                mayWrite: mayView(viewer, "devices:write"),
                touch: true,
              }}
            >
              <DeviceList />
            </DeviceOwnerProvider>
            <p className="px-2 text-sm text-muted">{t("paused")}</p>
          </main>
        </div>
      )}
    </FieldPage>
  );
}
