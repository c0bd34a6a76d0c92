"use client";

import { MapPin, Smartphone, Users } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { Age } from "@/components/time/age";
import { Badge, type Tone } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveReady, usePosition, useTechnicians, useTechnicianView } from "@/hooks/live/use-live";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { TechnicianStatus } from "@/lib/technicians/types";
import { isFound } from "./roster-groups";
import { TechnicianShape } from "./technician-shape";

const tones: Record<TechnicianStatus, Tone> = {
  available: "available",
  on_job: "on_job",
  en_route: "en_route",
  on_break: "at_risk",
  off_duty: "silent",
  offline: "silent",
};
const skeletonRows = [0, 1, 2, 3, 4, 5, 6, 7];

/** Everybody in the company, with what they do now. */
export function TechniciansPage() {
  const t = useTranslations("technicians");
  const words = useTranslations("common");
  const ready = useLiveReady();
  const technicians = useTechnicians();
  const [search, setSearch] = useState("");
  const found = technicians.filter((technician) => isFound(technician, search));
  const columns = (
    ["name", "status", "doing", "vehicle", "phone", "skills", "position", "open"] as const
  ).map((id) => t(`page.columns.${id}`));
  return (
    <PageBody
      tools={
        <SearchField
          label={t("page.search")}
          placeholder={t("page.search")}
          clearLabel={words("clearSearch")}
          value={search}
          onChange={setSearch}
          className="w-full sm:w-80"
        />
      }
    >
      {ready && found.length === 0 ? (
        <div className="panel">
          <EmptyState
            icon={<Users size={22} />}
            title={technicians.length === 0 ? t("none.title") : t("noMatch.title")}
          >
            {technicians.length === 0 ? t("none.hint") : t("noMatch.hint")}
          </EmptyState>
        </div>
      ) : (
        <DataTable label={t("list")} columns={columns}>
          {ready
            ? found.map((technician) => <Row key={technician.id} technician={technician} />)
            : skeletonRows.map((row) => (
                <tr key={row}>
                  {columns.map((column) => (
                    <td key={column}>
                      <Skeleton className="h-4 w-full max-w-28" />
                    </td>
                  ))}
                </tr>
              ))}
        </DataTable>
      )}
    </PageBody>
  );
}

function Row({ technician }: { technician: TechnicianWire }) {
  const t = useTranslations("technicians");
  const live = useTranslations("live.activity");
  const devices = useTranslations("devices.page");
  const words = useTranslations("common");
  const maySeeDevices = useMay("devices:read");
  const view = useTechnicianView(technician.id);
  const position = usePosition(technician.id);
  return (
    <tr>
      <td>
        <span className="prose-figures flex items-center gap-3 font-semibold whitespace-nowrap">
          <TechnicianShape technicianId={technician.id} />
          {technician.full_name}
        </span>
      </td>
      <td>
        <Badge tone={tones[technician.status]}>{t(`status.${technician.status}`)}</Badge>
      </td>
      <td className="max-w-64 truncate text-muted">{view && live(view.activity.id, view.activity.values)}</td>
      <td className="text-muted">{technician.vehicle_label ?? "—"}</td>
      <td className="whitespace-nowrap">
        {technician.phone ? (
          <a href={`tel:${technician.phone}`} className="text-accent hover:underline">
            {technician.phone}
          </a>
        ) : (
          "—"
        )}
      </td>
      <td className="max-w-48 truncate text-muted">
        {technician.skills.map((skill) => skill.name).join(", ") || "—"}
      </td>
      <td className="whitespace-nowrap text-muted">
        {position ? <Age at={position.recordedAt} /> : words("noPosition")}
      </td>
      <td>
        <span className="inline-flex gap-1.5">
          {maySeeDevices && (
            <Link
              href={`/technicians/${technician.id}/devices`}
              aria-label={devices("linkName", { name: technician.full_name })}
              className={buttonClass("secondary", "small", "hover:bg-sunken")}
            >
              <Smartphone aria-hidden size={14} />
              {devices("link")}
            </Link>
          )}
          <Link
            href={`/map?technician=${technician.id}`}
            aria-label={t("page.showNameOnMap", { name: technician.full_name })}
            className={buttonClass("secondary", "small", "hover:bg-sunken")}
          >
            <MapPin aria-hidden size={14} />
            {t("page.showOnMap")}
          </Link>
        </span>
      </td>
    </tr>
  );
}
