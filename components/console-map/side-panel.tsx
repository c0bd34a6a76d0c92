"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { FeedList } from "@/components/activity/feed-list";
import { countJobs, type JobFilter, jobFilters } from "@/components/jobs/job-groups";
import { JobList } from "@/components/jobs/job-list";
import { usePanelJobs } from "@/components/jobs/use-panel-jobs";
import { type TechnicianFilter, technicianFilters } from "@/components/technicians/roster-groups";
import { TechnicianList } from "@/components/technicians/technician-list";
import { Chips } from "@/components/ui/chips";
import { IconButton } from "@/components/ui/icon-button";
import { SearchField } from "@/components/ui/search-field";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { useLiveReady, useRoster } from "@/hooks/live/use-live";
import type { Selection } from "@/hooks/use-selection";
import { ClusterAlerts } from "./cluster-alerts";
import { PanelResizer } from "./panel-resizer";
import { type PanelSettings, sheetHeight } from "./panel-settings";
import { PanelSkeleton } from "./panel-skeleton";
import { SheetHandle } from "./sheet-handle";
import { useIsPhone } from "./use-is-phone";

interface Props {
  selection: Selection;
  onOpen: (selection: { kind: "technician" | "job"; id: string }) => void;
  settings: PanelSettings;
}

/** Technicians and jobs beside the map; on a phone a sheet that pulls up from below. */
export function SidePanel({ selection, onOpen, settings }: Props) {
  const t = useTranslations("map.panel");
  const isPhone = useIsPhone();
  const ready = useLiveReady();
  const isAway = settings.isHidden && !isPhone;
  const panel = useRef<HTMLElement>(null);
  const wasPressed = useRef(false);
  // The pressed button goes with its panel; the focus goes on to the one that takes it back.
  useEffect(() => {
    if (wasPressed.current && !isAway) panel.current?.querySelector<HTMLElement>("[data-hide]")?.focus();
    wasPressed.current = false;
  }, [isAway]);
  const setHidden = (isHidden: boolean) => {
    wasPressed.current = true;
    settings.setHidden(isHidden);
  };
  const style: CSSProperties = isPhone
    ? { height: sheetHeight(settings.sheet, window.innerHeight) }
    : { width: settings.width };
  return (
    <>
      {isAway && (
        <div className="panel absolute top-3 left-3 z-10 p-1">
          <IconButton
            label={t("show")}
            shortcut="["
            placement="right"
            autoFocus={wasPressed.current}
            icon={<PanelLeftOpen aria-hidden size={17} />}
            onPress={() => setHidden(false)}
          />
        </div>
      )}
      {/* Only hidden, so that tab, filter and search are there again when it comes back. */}
      <section
        ref={panel}
        hidden={isAway}
        aria-label={t("label")}
        style={style}
        className="panel absolute z-10 flex flex-col max-md:inset-x-0 max-md:bottom-0 max-md:rounded-b-none max-md:border-x-0 max-md:border-b-0 max-md:transition-[height] md:top-3 md:bottom-3 md:left-3"
      >
        <SheetHandle sheet={settings.sheet} setSheet={settings.setSheet} />
        {ready ? (
          <Lists
            selection={selection}
            onOpen={onOpen}
            settings={{ ...settings, setHidden }}
            isPhone={isPhone}
          />
        ) : (
          <PanelSkeleton />
        )}
        <PanelResizer width={settings.width} onResize={settings.setWidth} />
      </section>
    </>
  );
}

function Lists({ selection, onOpen, settings, isPhone }: Props & { isPhone: boolean }) {
  const t = useTranslations("map.panel");
  const words = useTranslations("common");
  const technicianWords = useTranslations("technicians.filters");
  const jobWords = useTranslations("jobs.filters");
  const roster = useRoster();
  const { entries, dayStart } = usePanelJobs();
  const jobCounts = countJobs(entries, dayStart);
  const [technicianFilter, setTechnicianFilter] = useState<TechnicianFilter>("all");
  const [jobFilter, setJobFilter] = useState<JobFilter>("open");
  const [search, setSearch] = useState("");
  const searchField = (
    <SearchField
      label={t("search")}
      placeholder={t("search")}
      clearLabel={words("clearSearch")}
      value={search}
      onChange={setSearch}
    />
  );
  return (
    <Tabs
      defaultSelectedKey={selection?.kind === "job" ? "jobs" : "technicians"}
      onSelectionChange={() => {
        if (settings.sheet === "peek") settings.setSheet("half");
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="flex items-center justify-between px-2 pb-1 md:pt-2">
        <TabList label={t("label")}>
          <Tab id="technicians" count={roster.counts.all}>
            {t("technicians")}
          </Tab>
          <Tab id="jobs" count={entries.length}>
            {t("jobs")}
          </Tab>
          {isPhone && <Tab id="activity">{t("activity")}</Tab>}
        </TabList>
        <IconButton
          data-hide
          label={t("hide")}
          shortcut="["
          className="max-md:hidden"
          icon={<PanelLeftClose aria-hidden size={16} />}
          onPress={() => settings.setHidden(true)}
        />
      </div>
      <ListPanel id="technicians">
        <Tools>
          {searchField}
          <Chips<TechnicianFilter>
            label={t("filter")}
            selected={technicianFilter}
            onSelect={setTechnicianFilter}
            chips={technicianFilters.map((id) => ({
              id,
              label: technicianWords(id),
              count: roster.counts[id],
            }))}
          />
        </Tools>
        <ClusterAlerts onOpen={onOpen} />
        <TechnicianList
          filter={technicianFilter}
          search={search}
          selectedId={selection?.kind === "technician" ? selection.id : null}
          onOpen={(id) => onOpen({ kind: "technician", id })}
        />
      </ListPanel>
      <ListPanel id="jobs">
        <Tools>
          {searchField}
          <Chips<JobFilter>
            label={t("filter")}
            selected={jobFilter}
            onSelect={setJobFilter}
            chips={jobFilters.map((id) => ({ id, label: jobWords(id), count: jobCounts[id] }))}
          />
        </Tools>
        <JobList
          filter={jobFilter}
          search={search}
          selectedId={selection?.kind === "job" ? selection.id : null}
          onOpen={(id) => onOpen({ kind: "job", id })}
        />
      </ListPanel>
      {isPhone && (
        <ListPanel id="activity">
          <div className="overflow-y-auto border-t border-line">
            <FeedList onOpenJob={(id) => onOpen({ kind: "job", id })} />
          </div>
        </ListPanel>
      )}
    </Tabs>
  );
}

function Tools({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2.5 border-b border-line px-3 pb-3 max-md:short:flex-row max-md:short:items-center max-md:short:gap-5 max-md:short:[&>*]:min-w-0 max-md:short:[&>*]:flex-1">
      {children}
    </div>
  );
}

/** The tools on top, the list in what is left. */
function ListPanel({ id, children }: { id: string; children: ReactNode }) {
  return (
    <TabPanel
      id={id}
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-b-[13px] [&>[role=listbox]]:min-h-0 [&>[role=listbox]]:flex-1"
    >
      {children}
    </TabPanel>
  );
}
