"use client";

import { ClipboardList } from "lucide-react";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { RowList } from "@/components/console-map/row-list";
import { EmptyState } from "@/components/ui/empty-state";
import { groupJobs, type JobFilter } from "./job-groups";
import { JobRow } from "./job-row";
import { usePanelJobs } from "./use-panel-jobs";

interface Props {
  filter: JobFilter;
  search: string;
  selectedId: string | null;
  onOpen: (id: string) => void;
}

/** The day's jobs, those about to break a promise on top. */
export function JobList({ filter, search, selectedId, onOpen }: Props) {
  const t = useTranslations("jobs");
  const { entries, dayStart } = usePanelJobs();
  const groups = useMemo(
    () =>
      groupJobs(entries, filter, search, dayStart).map((group) => ({
        id: group.id,
        title: t(`groups.${group.id}`),
        rows: group.jobs.map((job) => ({ id: job.id, name: `#${job.number} ${job.title}` })),
      })),
    [entries, filter, search, dayStart, t],
  );
  return (
    <RowList
      label={t("list")}
      groups={groups}
      selectedId={selectedId}
      onOpen={onOpen}
      renderRow={(id) => <JobRow jobId={id} />}
      renderEmpty={() => (
        <EmptyState
          icon={<ClipboardList size={22} />}
          title={t(`none.${search.trim() ? "search" : filter}.title`)}
        >
          {t(`none.${search.trim() ? "search" : filter}.hint`)}
        </EmptyState>
      )}
    />
  );
}
