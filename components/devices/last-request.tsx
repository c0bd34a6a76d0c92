"use client";

import { useTranslations } from "use-intl";
import { AbsoluteTime } from "@/components/time/absolute-time";
import { useClockSince } from "@/components/time/clock-time";
import { CopyButton } from "@/components/ui/copy-button";
import { useNow } from "@/hooks/live/use-live";
import type { DeviceWire } from "@/hooks/use-devices";
import { OFF_SHIFT, verdicts } from "@/lib/tracking/types";
import { useDeviceOwner } from "./device-owner";
import { RawRequest } from "./raw-request";
import { UnderstoodTable } from "./understood-table";

const minuteMs = 60_000;
const outcomes = [...verdicts, OFF_SHIFT] as const;

/** What the app said last, as it came; what was understood of it; and what became of that. */
export function LastRequest({ device }: { device: DeviceWire }) {
  const t = useTranslations("devices.request");
  const ready = useTranslations("devices.ready");
  const clock = useClockSince(useNow(minuteMs));
  const { touch } = useDeviceOwner();
  const last = device.last_request;
  if (last === null) {
    return <p className="text-sm text-muted">{t(device.revoked_at === null ? "none" : "noneRevoked")}</p>;
  }
  return (
    <div className="flex flex-col gap-4">
      <section className="flex flex-col gap-1.5">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <div>
            <h4 className="text-sm font-semibold">{t(last.withheld ? "address" : "asSent")}</h4>
            <p className="text-xs text-muted">
              <AbsoluteTime at={last.received_at}>
                {t("receivedAt", { time: clock(last.received_at) })}
              </AbsoluteTime>
            </p>
          </div>
          <CopyButton
            value={last.request}
            label={t("copy")}
            copied={ready("copied")}
            failed={ready("copyFailed")}
            size={touch ? "touch" : "small"}
          >
            {ready("copy")}
          </CopyButton>
        </div>
        <RawRequest>{last.request}</RawRequest>
        {last.withheld && <p className="text-sm text-muted">{t("withheld")}</p>}
      </section>
      <section className="flex flex-col gap-1.5">
        <h4 className="text-sm font-semibold">{t("understood")}</h4>
        {last.understood.length === 0 ? (
          <p className="text-sm text-muted">{t("nothing")}</p>
        ) : (
          <UnderstoodTable items={last.understood} label={t("understood")} />
        )}
        {last.more > 0 && <p className="text-xs text-muted">{t("more", { count: last.more })}</p>}
      </section>
      {last.verdicts.length > 0 && (
        <section className="flex flex-col gap-1.5">
          <h4 className="text-sm font-semibold">{t("became")}</h4>
          <ul className="flex flex-col gap-1 text-sm">
            {last.verdicts.map((one) => (
              <li key={`${one.verdict}/${one.reason}`} className="flex gap-2">
                <span className="shrink-0 text-muted">{t("times", { count: one.count })}</span>
                <Verdict verdict={one.verdict} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Verdict({ verdict }: { verdict: string }) {
  const t = useTranslations("devices.verdicts");
  const known = outcomes.find((one) => one === verdict);
  return <span>{known ? t(known) : verdict}</span>;
}
