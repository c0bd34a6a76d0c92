"use client";

import { ClipboardList, MapPin } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { Badge } from "@/components/ui/badge";
import { Button, buttonClass } from "@/components/ui/button";
import { Chips } from "@/components/ui/chips";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody } from "@/components/ui/page-body";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { useJob, useJobUrgency, useTechnician } from "@/hooks/live/use-live";
import { useJobPages } from "@/hooks/use-jobs";
import { type JobStatus, jobStatuses } from "@/lib/jobs/types";
import type { JobWire } from "@/lib/realtime/protocol";
import { isJobFound } from "./job-groups";
import { jobTone } from "./job-look";
import { TimeOnSite } from "./time-on-site";
import { UrgencyText } from "./urgency-text";

type StatusChoice = JobStatus | "all";
const skeletonRows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Every job there is, newest first. */
export function JobsPage() {
  const t = useTranslations("jobs");
  const words = useTranslations("common");
  const [status, setStatus] = useState<StatusChoice>("all");
  const [search, setSearch] = useState("");
  const pages = useJobPages(status === "all" ? "" : status);
  const jobs = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const found = jobs.filter((job) => isJobFound(job, search));
  const columns = (
    ["job", "status", "technician", "customer", "place", "window", "onSite", "map"] as const
  ).map((id) => t(`page.columns.${id}`));
  return (
    <PageBody
      tools={
        <>
          <SearchField
            label={t("page.search")}
            placeholder={t("page.search")}
            clearLabel={words("clearSearch")}
            value={search}
            onChange={setSearch}
            className="w-full sm:w-80"
          />
          <Chips<StatusChoice>
            label={t("page.status")}
            selected={status}
            onSelect={setStatus}
            chips={[
              { id: "all", label: t("page.all") },
              ...jobStatuses.map((id) => ({ id, label: t(`status.${id}`) })),
            ]}
          />
        </>
      }
    >
      {pages.error ? (
        <div role="alert" className="panel">
          <EmptyState
            title={words("errors.title")}
            action={<Button onPress={() => void pages.refetch()}>{words("retry")}</Button>}
          >
            {pages.error.message}
          </EmptyState>
        </div>
      ) : pages.data && found.length === 0 ? (
        <div className="panel">
          <EmptyState
            icon={<ClipboardList size={22} />}
            title={jobs.length === 0 ? t("page.none.title") : t("page.noMatch.title")}
          >
            {jobs.length === 0 ? t("page.none.hint") : t("page.noMatch.hint")}
          </EmptyState>
        </div>
      ) : (
        <DataTable label={t("list")} columns={columns}>
          {pages.data
            ? found.map((job) => <Row key={job.id} listed={job} />)
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
      {pages.hasNextPage && (
        <div className="flex justify-center">
          <Button isPending={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {pages.isFetchingNextPage ? t("page.loadingMore") : t("page.more")}
          </Button>
        </div>
      )}
    </PageBody>
  );
}

/** A job of the list; one that is also live shows its live state. */
function Row({ listed }: { listed: JobWire }) {
  const t = useTranslations("jobs");
  const live = useJob(listed.id);
  const job = live && live.version >= listed.version ? live : listed;
  const technician = useTechnician(job.technician_id);
  const urgency = useJobUrgency(job.id);
  return (
    <tr>
      <td className="max-w-72">
        <span className="block truncate font-semibold">
          <span className="font-medium text-muted">#{job.number}</span> {job.title}
        </span>
      </td>
      <td>
        <span className="flex items-center gap-1.5 whitespace-nowrap">
          <Badge tone={jobTone(job.status, "none")}>{t(`status.${job.status}`)}</Badge>
          {urgency !== "none" && (
            <Badge tone={urgency === "late" ? "critical" : "at_risk"}>
              <UrgencyText job={job} />
            </Badge>
          )}
        </span>
      </td>
      <td className="prose-figures whitespace-nowrap">
        {technician?.full_name ?? <span className="text-muted">—</span>}
      </td>
      <td className="max-w-48 truncate text-muted">{job.customer_name ?? "—"}</td>
      <td className="max-w-56 truncate text-muted">{job.site_name ?? job.address ?? "—"}</td>
      <td className="whitespace-nowrap text-muted">
        <WindowWithDay job={job} />
      </td>
      <td className="whitespace-nowrap">{job.arrived_at ? <TimeOnSite job={job} /> : "—"}</td>
      <td>
        <Link
          href={`/map?job=${job.id}`}
          aria-label={t("page.showJobOnMap", { number: String(job.number) })}
          className={buttonClass("secondary", "small", "hover:bg-sunken")}
        >
          <MapPin aria-hidden size={14} />
          {t("page.showOnMap")}
        </Link>
      </td>
    </tr>
  );
}

function WindowWithDay({ job }: { job: JobWire }) {
  const t = useTranslations("jobs.window");
  const clock = useClock();
  const { window_start: start, window_end: end } = job;
  if (start && end) return t("span", { start: clock(start, { day: true }), end: clock(end) });
  if (start) return t("from", { start: clock(start, { day: true }) });
  return end ? t("by", { end: clock(end, { day: true }) }) : "—";
}
