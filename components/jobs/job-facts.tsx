"use client";

import { CircleDashed, MapPin, NotebookText, UserRound, Wrench } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Link } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { TechnicianShape } from "@/components/technicians/technician-shape";
import { useTechnician } from "@/hooks/live/use-live";
import type { JobWire } from "@/lib/realtime/protocol";

/** Who, where and what to know before going. */
export function JobFacts({
  job,
  onOpenTechnician,
}: {
  job: JobWire;
  onOpenTechnician: (id: string) => void;
}) {
  const t = useTranslations("jobs");
  const fence = useTranslations("fence");
  const mayTry = useMay("decisions:read");
  const technician = useTechnician(job.technician_id);
  const place = [job.site_name, job.address].filter(Boolean).join(" · ");
  return (
    <div className="flex flex-col gap-3 border-b border-line px-4 py-3.5 text-sm">
      {technician ? (
        <Button
          onPress={() => onOpenTechnician(technician.id)}
          className="-mx-2 flex items-center gap-3 rounded-lg px-2 py-1 text-left data-hovered:bg-sunken"
        >
          <TechnicianShape technicianId={technician.id} size="small" />
          <span className="font-semibold">{technician.full_name}</span>
          {technician.vehicle_label && <span className="text-muted">{technician.vehicle_label}</span>}
        </Button>
      ) : (
        <Line icon={<Wrench aria-hidden size={15} />}>{t("nobodyYet")}</Line>
      )}
      {job.customer_name && (
        <Line icon={<UserRound aria-hidden size={15} />}>
          {job.customer_name}
          {job.customer_phone && <span className="block text-muted">{job.customer_phone}</span>}
        </Line>
      )}
      {place && <Line icon={<MapPin aria-hidden size={15} />}>{place}</Line>}
      {job.notes && <Line icon={<NotebookText aria-hidden size={15} />}>{job.notes}</Line>}
      {job.finish_reason && <Line icon={<NotebookText aria-hidden size={15} />}>{job.finish_reason}</Line>}
      {mayTry && (
        <Line icon={<CircleDashed aria-hidden size={15} />}>
          <Link
            href={`/map?job=${job.id}&fence=try`}
            className="rounded font-semibold text-accent data-hovered:underline"
          >
            {fence("open")}
          </Link>
        </Line>
      )}
    </div>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex gap-3">
      <span className="mt-0.5 flex w-6.5 shrink-0 justify-center text-muted">{icon}</span>
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
