"use client";

import { Users } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { RowList } from "@/components/console-map/row-list";
import { EmptyState } from "@/components/ui/empty-state";
import { useRoster, useTechnicians } from "@/hooks/live/use-live";
import { filterRoster, type TechnicianFilter } from "./roster-groups";
import { TechnicianRow } from "./technician-row";

interface Props {
  filter: TechnicianFilter;
  search: string;
  selectedId: string | null;
  onOpen: (id: string) => void;
}

/** Who is where and doing what, whoever needs attention on top. */
export function TechnicianList({ filter, search, selectedId, onOpen }: Props) {
  const t = useTranslations("technicians");
  const live = useTranslations("live");
  const roster = useRoster();
  const technicians = useTechnicians();
  const groups = useMemo(() => {
    const byId = new Map(technicians.map((technician) => [technician.id, technician]));
    return filterRoster(roster, byId, filter, search).map((group) => ({
      id: group.id,
      title: live(`group.${group.id}`),
      rows: group.technicians.map((technician) => ({ id: technician.id, name: technician.full_name })),
    }));
  }, [roster, technicians, filter, search, live]);
  const isFiltered = filter !== "all" || search.trim() !== "";
  return (
    <RowList
      label={t("list")}
      groups={groups}
      selectedId={selectedId}
      onOpen={onOpen}
      renderRow={(id) => <TechnicianRow technicianId={id} />}
      renderEmpty={() => (
        <EmptyState icon={<Users size={22} />} title={isFiltered ? t("noMatch.title") : t("none.title")}>
          {isFiltered ? t("noMatch.hint") : t("none.hint")}
        </EmptyState>
      )}
    />
  );
}
