"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { DeviceWire } from "@/hooks/use-devices";
import { useDeviceOwner } from "./device-owner";
import { useDeviceName } from "./use-device-name";

interface Props {
  device: DeviceWire;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks by name, and says what it means here and on the phone. */
export function RevokeDialog({ device, onConfirm, onClose }: Props) {
  const t = useTranslations("devices.revoke");
  const apps = useTranslations("devices.apps");
  const { name: technician, touch } = useDeviceOwner();
  const name = useDeviceName()(device);
  const size = touch ? "touch" : "medium";
  return (
    <Dialog
      isOpen
      alert
      onClose={onClose}
      title={t("title", { name })}
      lead={t("lead", { app: apps(device.app), technician })}
      footer={
        <>
          <Button size={size} autoFocus onPress={onClose}>
            {t("keep")}
          </Button>
          <Button size={size} look="danger" onPress={onConfirm}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4 text-base">
        <li>{t("what")}</li>
        <li>{t("phone")}</li>
        <li>{t("again")}</li>
      </ul>
    </Dialog>
  );
}
