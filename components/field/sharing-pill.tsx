"use client";

import { CloudOff, LocateOff, type LucideIcon, Radio, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { classNames } from "@/components/ui/class-names";
import { describeSharing, type SharingId } from "@/hooks/field/sharing-words";
import type { Sharing } from "@/hooks/field/use-sharing";
import type { WakeLockState } from "@/lib/tracking/phone-page/types";
import { SharingDialog } from "./sharing-dialog";
import { useDeviceNow } from "./use-device-now";

const tones = {
  good: "bg-available-soft text-available-text",
  warn: "bg-at-risk-soft text-at-risk-text",
  bad: "bg-critical-soft text-critical-text",
  quiet: "bg-silent-soft text-silent-text",
} as const;

const icons: Partial<Record<SharingId, LucideIcon>> = {
  sharing: Radio,
  finding: Radio,
  no_network: CloudOff,
  server_silent: CloudOff,
  off_shift: LocateOff,
  not_sharing: LocateOff,
  not_sharing_waiting: LocateOff,
};

interface Props {
  sharing: Sharing;
  wakeLock: WakeLockState;
  onShift: boolean;
}

/** What is shared right now, in one honest line; a tap tells the rest. */
export function SharingPill({ sharing, wakeLock, onShift }: Props) {
  const t = useTranslations("field.pill");
  const [isOpen, setOpen] = useState(false);
  const { id, tone, values } = describeSharing(sharing.state, useDeviceNow());
  const Icon = icons[id] ?? TriangleAlert;
  return (
    <>
      <Button
        onPress={() => setOpen(true)}
        className="group flex min-h-12 max-w-full items-center"
        aria-haspopup="dialog"
      >
        <span
          className={classNames(
            "flex min-w-0 items-center gap-2 rounded-full px-3 py-1.5 text-left text-base leading-[1.25] font-semibold group-data-hovered:brightness-95",
            tones[tone],
          )}
        >
          <Icon aria-hidden size={16} className="shrink-0" />
          {t(id, values)}
        </span>
      </Button>
      <SharingDialog
        sharing={sharing}
        wakeLock={wakeLock}
        onShift={onShift}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
