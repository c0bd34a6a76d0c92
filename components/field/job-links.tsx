"use client";

import { Navigation, Phone } from "lucide-react";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button";
import type { JobWire } from "@/lib/realtime/protocol";

/** The way there, and the customer's number. */
export function JobLinks({ job }: { job: JobWire }) {
  const t = useTranslations("field.job");
  const look = buttonClass("secondary", "touch", "min-h-14 flex-1 flex-col gap-1 text-sm hover:bg-sunken");
  return (
    <div className="mt-3.5 flex gap-2.5">
      <a
        href={`https://www.google.com/maps/dir/?api=1&destination=${job.latitude},${job.longitude}`}
        target="_blank"
        rel="noreferrer"
        className={look}
      >
        <Navigation aria-hidden size={20} />
        {t("navigate")}
      </a>
      {job.customer_phone && (
        <a
          href={`tel:${job.customer_phone}`}
          aria-label={t("callName", { name: job.customer_name ?? job.customer_phone })}
          className={look}
        >
          <Phone aria-hidden size={20} />
          {t("call")}
        </a>
      )}
    </div>
  );
}
