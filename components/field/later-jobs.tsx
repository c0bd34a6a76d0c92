"use client";

import { ChevronDown, CircleCheck, CircleX } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import { useTranslations } from "use-intl";
import { useSayDistance } from "@/components/measures/distance";
import { useClock } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";
import type { JobWire } from "@/lib/realtime/protocol";
import { JobLinks } from "./job-links";

interface Props {
  later: readonly JobWire[];
  done: readonly JobWire[];
  here: LatLng | null;
}

/** What comes after the next job, and what is behind. */
export function LaterJobs({ later, done, here }: Props) {
  const t = useTranslations("field.later");
  return (
    <>
      {later.length > 0 && (
        <section aria-labelledby="later" className="mt-4">
          <h2 id="later" className="caps-label mb-1.5 px-1">
            {t("title")}
          </h2>
          <ul className="flex flex-col gap-2">
            {later.map((job) => (
              <LaterJob key={job.id} job={job} here={here} />
            ))}
          </ul>
        </section>
      )}
      {done.length > 0 && (
        <section aria-labelledby="done" className="mt-4">
          <h2 id="done" className="caps-label mb-1.5 px-1">
            {t("done")}
          </h2>
          <ul className="panel divide-y divide-line rounded-[14px]">
            {done.map((job) => (
              <DoneJob key={job.id} job={job} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function LaterJob({ job, here }: { job: JobWire; here: LatLng | null }) {
  const t = useTranslations("field.later");
  const starts = useTranslations("starts");
  const clock = useClock();
  const sayDistance = useSayDistance();
  const [isOpen, setOpen] = useState(false);
  const away = here ? sayDistance(distanceMeters(here, { lat: job.latitude, lng: job.longitude })) : null;
  return (
    <li className="panel rounded-[14px]">
      <Button
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        className="flex min-h-16 w-full items-center gap-4 rounded-[14px] px-3.5 py-2 text-left"
      >
        <span className="w-11 shrink-0 text-md font-bold">
          {job.window_start ? clock(job.window_start) : "—"}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block text-md leading-5">
            {job.title} <span className="text-base whitespace-nowrap text-muted">#{job.number}</span>
          </span>
          <span className="block text-base text-muted">
            {[
              job.on_site ? starts("onSiteWaiting") : null,
              job.site_name ?? job.address,
              away && t("away", { distance: away }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <ChevronDown
          aria-hidden
          size={18}
          className={classNames("shrink-0 transition-transform", isOpen && "rotate-180")}
        />
      </Button>
      {isOpen && (
        <div className="px-3.5 pb-3.5">
          <p className="text-md text-muted">
            {[job.customer_name, job.address].filter(Boolean).join(" · ")}
            {job.notes && <span className="block">{job.notes}</span>}
          </p>
          <JobLinks job={job} />
        </div>
      )}
    </li>
  );
}

function DoneJob({ job }: { job: JobWire }) {
  const statuses = useTranslations("jobs.status");
  const clock = useClock();
  const isGood = job.status === "completed";
  const Icon = isGood ? CircleCheck : CircleX;
  return (
    <li className="flex min-h-12 items-center gap-3 px-3.5 text-base">
      <Icon aria-hidden size={18} className={isGood ? "text-available" : "text-critical"} />
      <span className="flex min-w-0 flex-1 gap-1.5">
        <span className="truncate">{job.title}</span>
        <span className="shrink-0 text-muted">#{job.number}</span>
      </span>
      <span className="shrink-0 text-muted">
        {/* The sign says it; a word is only spent on what did not go well. */}
        <span className={isGood ? "sr-only" : ""}>{statuses(job.status)} </span>
        {job.finished_at && clock(job.finished_at)}
      </span>
    </li>
  );
}
