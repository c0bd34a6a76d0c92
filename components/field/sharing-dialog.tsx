"use client";

import { FileClock, Smartphone } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Sharing } from "@/hooks/field/use-sharing";
import type { WakeLockState } from "@/lib/tracking/phone-page/types";
import { HowToAllow } from "./how-to-allow";

interface Props {
  sharing: Sharing;
  wakeLock: WakeLockState;
  onShift: boolean;
  isOpen: boolean;
  onClose: () => void;
}

/** Everything about what this phone sends, and the switch. */
export function SharingDialog({ sharing, wakeLock, onShift, isOpen, onClose }: Props) {
  const t = useTranslations("field.sharing");
  const words = useTranslations("common");
  const { state, position, isWanted, setWanted, retry } = sharing;
  const isBlocked =
    state.permission === "denied" || state.permission === "unsupported" || state.permission === "insecure";
  const rows: [string, string][] = [
    [t("waiting"), t("fixes", { count: state.waiting })],
    [t("accuracy"), position ? t("meters", { meters: Math.round(position.accuracyMeters) }) : t("unknown")],
    ...(state.lost > 0 ? [[t("lost"), t("fixes", { count: state.lost })] as [string, string]] : []),
    ...(state.refused > 0 ? [[t("refused"), t("fixes", { count: state.refused })] as [string, string]] : []),
  ];
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("title")}
      footer={
        <>
          {state.problem && (
            <Button size="touch" onPress={retry}>
              {t("sendNow")}
            </Button>
          )}
          {onShift && !isBlocked && (
            <Button
              size="touch"
              look={isWanted ? "secondary" : "primary"}
              onPress={() => {
                setWanted(!isWanted);
                onClose();
              }}
            >
              {isWanted ? t("stop") : t("start")}
            </Button>
          )}
          <Button size="touch" onPress={onClose}>
            {words("close")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-md">
        {isBlocked ? <HowToAllow permission={state.permission} /> : <p>{t(onShift ? "what" : "offShift")}</p>}
        <dl className="rounded-xl bg-sunken px-4 py-2">
          {rows.map(([name, value]) => (
            <div key={name} className="flex justify-between gap-4 py-1.5">
              <dt className="text-muted">{name}</dt>
              <dd className="font-semibold">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="text-base text-muted">{t(`screen.${wakeLock}`)}</p>
        <div className="flex flex-col gap-2 border-t border-line pt-3">
          <p>{t("locked")}</p>
          <Link href="/today/devices" className={buttonClass("secondary", "touch", "hover:bg-sunken")}>
            <Smartphone aria-hidden size={17} />
            {t("devices")}
          </Link>
          <Link href="/today/recorded" className={buttonClass("secondary", "touch", "hover:bg-sunken")}>
            <FileClock aria-hidden size={17} />
            {t("recorded")}
          </Link>
        </div>
      </div>
    </Dialog>
  );
}
