"use client";

import { Globe } from "lucide-react";
import { useTranslations } from "use-intl";
import { Age } from "@/components/time/age";
import { useClockSince } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow, useTechnician } from "@/hooks/live/use-live";
import { usePhonePage } from "@/hooks/use-phone-page";
import { LOW_BATTERY_PERCENT } from "@/lib/dispatch/attention";
import { ApiError } from "@/lib/http/client";
import type { PhonePageWire } from "@/lib/tracking/phone-page/phone-page-wire";
import { useDeviceOwner } from "./device-owner";
import { Figure } from "./figure";
import { HealthBox } from "./health-box";
import { PhonePageHealth } from "./phone-page-health";

const minuteMs = 60_000;

/** How Truckroll in the browser of the technician's phone fares. */
export function PhonePageCard() {
  const t = useTranslations("devices.phonePage");
  const words = useTranslations("common");
  const { technicianId, touch } = useDeviceOwner();
  const onShift = useTechnician(technicianId)?.shift_started_at != null;
  const { data, error, isPending, refetch } = usePhonePage(technicianId, onShift);
  // Whoever the address names is said below, or that there is no such technician.
  if (error instanceof ApiError && !data && (error.status === 404 || error.status === 400)) return null;
  return (
    <article aria-labelledby="phone-page" className="panel flex flex-col gap-3.5 p-4">
      <header className="flex items-start gap-3">
        <span
          aria-hidden
          className="flex size-9 shrink-0 items-center justify-center rounded-[10px] bg-accent-soft text-accent"
        >
          <Globe size={18} />
        </span>
        <div className="min-w-0">
          <h2 id="phone-page" className="text-md font-semibold">
            {t("name")}
          </h2>
          <p className="text-sm text-muted">{t("about")}</p>
        </div>
      </header>
      {!onShift ? (
        <HealthBox words={{ tone: "off", title: t("offShift.title"), action: t("offShift.hint") }} />
      ) : isPending ? (
        <Skeleton className="h-14 w-full rounded-xl" />
      ) : data ? (
        <>
          <PhonePageHealth page={data.phone_page} />
          {data.phone_page && <Figures page={data.phone_page} />}
        </>
      ) : (
        <EmptyState
          title={words("errors.title")}
          action={
            <Button size={touch ? "touch" : "medium"} onPress={() => void refetch()}>
              {words("retry")}
            </Button>
          }
        >
          {error.message}
        </EmptyState>
      )}
    </article>
  );
}

function Figures({ page }: { page: PhonePageWire }) {
  const t = useTranslations("devices.phonePage.figures");
  const device = useTranslations("devices.device");
  const clock = useClockSince(useNow(minuteMs));
  const { battery, charging, outage } = page;
  const percent = battery === null ? null : Math.round(battery);
  const isLow = percent !== null && percent < LOW_BATTERY_PERCENT && charging !== true;
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 min-[440px]:grid-cols-4 xl:grid-cols-8">
      <Figure label={device("lastContact")}>
        <Age at={page.heard_at} />
      </Figure>
      <Figure label={t("lastFix")} hint={t("lastFixHint")}>
        {page.last_fix_at ? <Age at={page.last_fix_at} /> : device("never")}
      </Figure>
      <Figure label={device("battery")} tone={isLow ? "text-at-risk-text" : undefined}>
        {percent === null
          ? t("batteryUnknown")
          : device(charging === true ? "charging" : "percent", { percent })}
      </Figure>
      <Figure label={t("waiting")} tone={page.waiting > 0 ? "text-at-risk-text" : undefined}>
        {page.waiting}
      </Figure>
      <Figure label={t("page")}>{t(`state.${page.state}`)}</Figure>
      <Figure label={t("permission")}>{t(`permissions.${page.permission}`)}</Figure>
      <Figure label={t("screen")}>{t(`wakeLock.${page.wake_lock}`)}</Figure>
      <Figure label={t("outage")}>
        {outage ? t("span", { from: clock(outage.from), until: clock(outage.until) }) : t("none")}
      </Figure>
    </dl>
  );
}
