"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { DeviceList } from "@/components/devices/device-list";
import { DeviceOwnerProvider } from "@/components/devices/device-owner";
import { PhonePageCard } from "@/components/devices/phone-page-card";
import { useMay } from "@/components/shell/viewer";
import { buttonClass } from "@/components/ui/button";
import { FieldHeader } from "./field-header";
import { useOwn } from "./own";

/** The tracker apps on the technician's own phone. */
export function OwnDevicesPage() {
  const t = useTranslations("devices.own");
  const { id, full_name } = useOwn().technician;
  const mayWrite = useMay("devices:write");
  return (
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
            mayWrite,
            touch: true,
          }}
        >
          <PhonePageCard />
          <DeviceList />
        </DeviceOwnerProvider>
      </main>
    </div>
  );
}
