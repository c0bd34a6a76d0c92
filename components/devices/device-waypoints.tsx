"use client";

import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { SwitchField } from "@/components/ui/switch-field";
import { type DeviceWire, useChangeDevice } from "@/hooks/use-devices";
import { useDeviceOwner } from "./device-owner";

/** Whether the app is told of the nearest job sites (LOC-5). */
export function DeviceWaypoints({ device }: { device: DeviceWire }) {
  const t = useTranslations("devices.waypoints");
  const { technicianId, mayWrite, touch } = useDeviceOwner();
  const { mutate, isPending, variables } = useChangeDevice(technicianId);
  return (
    <SwitchField
      label={t("label")}
      hint={t("hint")}
      touch={touch}
      isDisabled={!mayWrite}
      isSelected={isPending ? variables.pushWaypoints : device.push_waypoints}
      onChange={(pushWaypoints) =>
        mutate(
          { deviceId: device.device_id, pushWaypoints },
          { onError: (error) => toast(t("failed"), { description: error.message, duration: 10_000 }) },
        )
      }
    />
  );
}
