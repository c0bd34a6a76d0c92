"use client";

import { useTranslations } from "use-intl";
import { DeviceList } from "@/components/devices/device-list";
import { DeviceOwnerProvider } from "@/components/devices/device-owner";
import { PhonePageCard } from "@/components/devices/phone-page-card";
import { useMay } from "@/components/shell/viewer";
import { FieldSubpage } from "./field-subpage";
import { useOwn } from "./own";

/** The technician's own phone: how this page fares, and the tracker apps. */
export function OwnDevicesPage() {
  const t = useTranslations("devices.own");
  const { id, full_name } = useOwn().technician;
  const mayWrite = useMay("devices:write");
  return (
    <FieldSubpage>
      <h1 className="sr-only">{t("title")}</h1>
      <DeviceOwnerProvider owner={{ technicianId: id, name: full_name, mayWrite, touch: true }}>
        <PhonePageCard />
        <DeviceList />
      </DeviceOwnerProvider>
    </FieldSubpage>
  );
}
