"use client";

import { ExternalLink, KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { QrCode } from "@/components/ui/qr-code";
import type { AddedDeviceWire, DeviceWire } from "@/hooks/use-devices";
import type { TrackerApp } from "@/lib/tracking/types";
import { useDeviceOwner } from "./device-owner";
import { FirstLocation } from "./first-location";
import { SettingRows } from "./setting-rows";

interface Props {
  app: TrackerApp;
  added: AddedDeviceWire;
  /** The device in the list; null until the list was read again. */
  device: DeviceWire | null;
}

/** What to do on the phone, by code, link or hand, and the first sign that it worked. */
export function DeviceSetup({ app, added, device }: Props) {
  const t = useTranslations("devices.ready");
  const { touch } = useDeviceOwner();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const { link, rows, qr } = added.setup;
  // OsmAnd takes nothing but its template, so that is what its camera has to find.
  const code = rows.find(({ label }) => label === "template")?.value ?? qr;
  return (
    <div ref={top} tabIndex={-1} className="flex flex-col gap-4 outline-none">
      <p className="flex gap-2.5 rounded-xl bg-at-risk-soft px-3 py-2.5 text-sm text-ink">
        <KeyRound aria-hidden size={17} className="mt-0.5 shrink-0 text-at-risk-text" />
        {t("once")}
      </p>
      <FirstLocation device={device} />
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-[minmax(0,280px)_minmax(0,1fr)]">
        <div className="flex flex-col gap-2.5">
          <QrCode
            text={code}
            label={t("code")}
            className="mx-auto w-full max-w-80 rounded-xl border border-line"
          />
          <p className="text-sm text-muted">{t(`scan.${app}`)}</p>
          {link && (
            <div className="flex flex-wrap gap-2">
              <a
                href={link}
                className={buttonClass("secondary", touch ? "touch" : "medium", "hover:bg-sunken")}
              >
                <ExternalLink aria-hidden size={15} />
                {t("openHere")}
              </a>
              <CopyButton
                value={link}
                copied={t("copied")}
                failed={t("copyFailed")}
                size={touch ? "touch" : "medium"}
              >
                {t("copyLink")}
              </CopyButton>
            </div>
          )}
        </div>
        <SettingRows app={app} rows={rows} title={t(link ? "settings" : "settingsOnly")} />
      </div>
    </div>
  );
}
