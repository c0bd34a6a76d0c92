"use client";

import { useMemo, useState } from "react";
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useSayDistance } from "@/components/measures/distance";
import { isFound } from "@/components/technicians/roster-groups";
import { TechnicianShape } from "@/components/technicians/technician-shape";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { useJobsOf, useLiveStore, useTechnicians, useTechnicianView } from "@/hooks/live/use-live";
import { distanceMeters } from "@/lib/geo/distance";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";

interface Props {
  job: JobWire;
  onChoose: (technicianId: string) => void;
  onClose: () => void;
}

interface Candidate {
  technician: TechnicianWire;
  meters: number | null;
}

/** Who shall do it: whoever is on shift and near comes first. */
export function AssignDialog({ job, onChoose, onClose }: Props) {
  const t = useTranslations("jobs.assign");
  const store = useLiveStore();
  const technicians = useTechnicians();
  const [search, setSearch] = useState("");
  const candidates = useMemo(() => {
    const site = { lat: job.latitude, lng: job.longitude };
    return technicians
      .map((technician): Candidate => {
        const position = store.position(technician.id);
        return { technician, meters: position ? distanceMeters(position.point, site) : null };
      })
      .sort(onShiftThenNear);
  }, [technicians, store, job.latitude, job.longitude]);
  const shown = candidates.filter(({ technician }) => isFound(technician, search));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={
        job.technician_id
          ? t("retitle", { number: String(job.number) })
          : t("title", { number: String(job.number) })
      }
      lead={job.title}
    >
      <Autocomplete inputValue={search} onInputChange={setSearch}>
        <SearchField aria-label={t("search")} autoFocus className="sticky top-0 z-10 bg-surface pb-2">
          <Input
            placeholder={t("search")}
            className="h-9 w-full rounded-control border border-line-strong bg-surface px-3 text-base outline-none placeholder:text-muted data-focused:border-accent [&::-webkit-search-cancel-button]:hidden"
          />
        </SearchField>
        <ListBox
          aria-label={t("list")}
          items={shown.map((candidate) => ({ id: candidate.technician.id, ...candidate }))}
          onAction={(key) => onChoose(String(key))}
          renderEmptyState={() => <EmptyState title={t("none")} />}
          className="-mx-2 outline-none"
        >
          {(candidate) => (
            <ListBoxItem
              id={candidate.id}
              textValue={candidate.technician.full_name}
              isDisabled={candidate.id === job.technician_id}
              className="rounded-lg px-2 outline-none data-disabled:opacity-60 data-focused:bg-sunken data-hovered:bg-sunken"
            >
              <CandidateRow candidate={candidate} isCurrent={candidate.id === job.technician_id} />
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </Dialog>
  );
}

function CandidateRow({ candidate, isCurrent }: { candidate: Candidate; isCurrent: boolean }) {
  const t = useTranslations("jobs.assign");
  const statuses = useTranslations("technicians.status");
  const live = useTranslations("live.activity");
  const sayDistance = useSayDistance();
  const { technician, meters } = candidate;
  const view = useTechnicianView(technician.id);
  const openJobs = useJobsOf(technician.id).filter((job) => job.finished_at === null).length;
  return (
    <div className="flex min-h-13 items-center gap-3">
      <TechnicianShape technicianId={technician.id} />
      <div className="min-w-0 flex-1">
        <p className="prose-figures truncate text-base font-semibold">{technician.full_name}</p>
        <p className="truncate text-sm text-muted">
          {isCurrent
            ? t("has")
            : view
              ? live(view.activity.id, view.activity.values)
              : statuses(technician.status)}
        </p>
      </div>
      <div className="shrink-0 text-right">
        <p className="text-sm font-semibold">{meters === null ? "—" : sayDistance(meters)}</p>
        <p className="text-xs text-muted">{t("open", { count: openJobs })}</p>
      </div>
    </div>
  );
}

function onShiftThenNear(a: Candidate, b: Candidate): number {
  const off = (candidate: Candidate) => (candidate.technician.shift_started_at === null ? 1 : 0);
  return (
    off(a) - off(b) || (a.meters ?? Number.POSITIVE_INFINITY) - (b.meters ?? Number.POSITIVE_INFINITY) || 0
  );
}
