"use client";

import { ChevronLeft, MapPin } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { TechnicianShape } from "@/components/technicians/technician-shape";
import { buttonClass } from "@/components/ui/button";
import { PageBody } from "@/components/ui/page-body";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveReady, useTechnician } from "@/hooks/live/use-live";
import { DeviceList } from "./device-list";
import { DeviceOwnerProvider } from "./device-owner";
import { PhonePageCard } from "./phone-page-card";

/** The tracker devices of one technician, for the office. */
export function DevicesPage({ technicianId }: { technicianId: string }) {
  const t = useTranslations("devices.page");
  const ready = useLiveReady();
  const technician = useTechnician(technicianId);
  const mayWrite = useMay("devices:write");
  return (
    <PageBody
      tools={
        <>
          <Link href="/technicians" className={buttonClass("quiet", "medium", "-ml-2 hover:bg-sunken")}>
            <ChevronLeft aria-hidden size={16} />
            {t("back")}
          </Link>
          {!ready && <Skeleton className="h-7.5 w-44" />}
          {technician && (
            <>
              <span className="flex min-w-0 items-center gap-3">
                <TechnicianShape technicianId={technicianId} />
                <span className="prose-figures text-md font-semibold break-words">
                  {technician.full_name}
                </span>
              </span>
              <Link
                href={`/map?technician=${technicianId}`}
                className={buttonClass("secondary", "medium", "hover:bg-sunken sm:ml-auto")}
              >
                <MapPin aria-hidden size={15} />
                {t("onMap")}
              </Link>
            </>
          )}
        </>
      }
    >
      <DeviceOwnerProvider
        owner={{ technicianId, name: technician?.full_name ?? "", mayWrite, touch: false }}
      >
        <div className="flex flex-col gap-5">
          <PhonePageCard />
          <DeviceList />
        </div>
      </DeviceOwnerProvider>
    </PageBody>
  );
}
