"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { DeviceHealthLine } from "@/components/devices/device-health-line";
import { HealthBox } from "@/components/devices/health-box";
import { PhonePageHealth } from "@/components/devices/phone-page-health";
import { useDeviceName } from "@/components/devices/use-device-name";
import { buttonClass } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useSilence, useTechnicianView } from "@/hooks/live/use-live";
import { useDevices } from "@/hooks/use-devices";
import { usePhonePage } from "@/hooks/use-phone-page";
import { SILENT_AFTER_MS } from "@/lib/dispatch/silence";
import type { SilenceCause } from "@/lib/tracking/silence/silence-wire";

const everyMs = 15_000;

/** Causes that none of his phones can tell. */
const untold = ["signed_out", "api_silent", "no_source"] as const satisfies readonly SilenceCause[];

/** How the phones of a technician on shift fare: why no position comes, or soon will not, and what to do about it. */
export function TechnicianSignal({ technicianId }: { technicianId: string }) {
  const view = useTechnicianView(technicianId);
  const onShift = view?.technician.shift_started_at != null;
  return onShift ? <Signal technicianId={technicianId} isSilent={view.attention.silent} /> : null;
}

function Signal({ technicianId, isSilent }: { technicianId: string; isSilent: boolean }) {
  const t = useTranslations("technicians.signal");
  const nameOf = useDeviceName();
  const silence = useSilence(technicianId);
  const phone = usePhonePage(technicianId, true);
  const devices = useDevices(technicianId, everyMs);
  const inUse = (devices.data ?? []).filter(({ revoked_at }) => revoked_at === null);
  const page = phone.data?.phone_page ?? null;
  const error = phone.error ?? devices.error;
  const cause = isSilent ? untold.find((one) => one === silence?.cause) : undefined;
  // Whoever uses a tracker app, or is heard of without, need not open the page.
  const showsPage = page !== null || (isSilent && inUse.length === 0);
  const isKnown = phone.data !== undefined && devices.data !== undefined;
  if (isKnown && !cause && !showsPage && inUse.length === 0) return null;
  return (
    <section
      aria-labelledby="technician-signal"
      className="flex flex-col gap-2 border-b border-line px-4 pt-3.5 pb-3.5"
    >
      <div className="flex items-center justify-between">
        <h3 id="technician-signal" className="caps-label">
          {t("title")}
        </h3>
        <Link
          href={`/technicians/${technicianId}/devices`}
          className={buttonClass("quiet", "small", "-my-1 -mr-2 text-accent hover:bg-sunken")}
        >
          {t("devices")}
        </Link>
      </div>
      {phone.isPending || devices.isPending ? (
        <Skeleton className="h-14 w-full rounded-xl" />
      ) : error && !isKnown ? (
        <p role="alert" className="text-sm text-muted">
          {t("failed", { reason: error.message })}
        </p>
      ) : (
        <>
          {cause && (
            <HealthBox words={{ tone: "bad", title: t(`${cause}.title`), action: t(`${cause}.action`) }} />
          )}
          {showsPage && !cause && <PhonePageHealth page={page} name={t("page")} />}
          {inUse.map((device) => (
            <DeviceHealthLine
              key={device.device_id}
              device={device}
              name={nameOf(device)}
              silentAfterMs={isSilent ? SILENT_AFTER_MS : undefined}
            />
          ))}
        </>
      )}
    </section>
  );
}
