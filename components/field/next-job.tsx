"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { useArrivesIn } from "@/components/jobs/arrival";
import { jobTone } from "@/components/jobs/job-look";
import { useWindowText } from "@/components/jobs/job-row";
import { ReasonDialog } from "@/components/jobs/reason-dialog";
import { useStateWord } from "@/components/jobs/state-word";
import { TimeOnSite } from "@/components/jobs/time-on-site";
import { UrgencyText } from "@/components/jobs/urgency-text";
import { useRunCommand } from "@/components/jobs/use-run-command";
import { useSayDuration } from "@/components/measures/duration";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { useJobUrgency } from "@/hooks/live/use-live";
import { nextStatus } from "@/lib/jobs/transitions";
import type { JobWire } from "@/lib/realtime/protocol";
import { JobLinks } from "./job-links";

interface Props {
  job: JobWire;
  isSaving: boolean;
}

/** The job at hand. */
export function NextJob({ job, isSaving }: Props) {
  const t = useTranslations("field.job");
  const statuses = useTranslations("jobs");
  const say = useSayDuration();
  const window = useWindowText();
  const run = useRunCommand();
  const stateWord = useStateWord();
  const urgency = useJobUrgency(job.id);
  const arrives = useTranslations("arrivals");
  const expected = useArrivesIn(job);
  const [isFailing, setFailing] = useState(false);
  return (
    <section aria-labelledby="next-job" className="panel rounded-[18px] p-4">
      <div className="mb-2 flex flex-wrap gap-2">
        <Badge
          tone={jobTone(job.status, "none") === "silent" ? "en_route" : jobTone(job.status, "none")}
          className="px-2.5 py-1 text-sm"
        >
          {job.status === "assigned" && !job.on_site ? t("next") : stateWord(job)}
          {job.on_site && (
            <span>
              {" · "}
              <TimeOnSite job={job} />
            </span>
          )}
        </Badge>
        {urgency !== "none" && (
          <Badge tone={urgency === "late" ? "critical" : "at_risk"} className="px-2.5 py-1 text-sm">
            <UrgencyText job={job} />
          </Badge>
        )}
      </div>
      <h2 id="next-job" className="text-xl font-bold">
        {job.title} <span className="text-md font-medium whitespace-nowrap text-muted">#{job.number}</span>
      </h2>
      <p className="mt-0.5 text-[16px] leading-[22px] text-muted">
        {[job.customer_name, job.address ?? job.site_name].filter(Boolean).join(" · ")}
        {job.notes && <span className="block">{job.notes}</span>}
      </p>
      <dl className="mt-3.5 grid grid-cols-2 gap-2.5">
        <Tile label={statuses("figures.window")}>{window(job) ?? "—"}</Tile>
        <Tile label={statuses("figures.planned")}>
          {job.estimated_duration_minutes === null ? "—" : say(job.estimated_duration_minutes * 60)}
        </Tile>
        {expected && (
          <Tile label={arrives("youArrive")} isWide>
            {expected.duration} · {expected.at}
          </Tile>
        )}
      </dl>
      <JobLinks job={job} />
      {nextStatus(job.status, "fail") && (
        <Button
          look="quiet"
          size="touch"
          className="mt-1.5 -mb-2 w-full text-muted"
          isDisabled={isSaving}
          onPress={() => setFailing(true)}
        >
          {t("couldNot")}
        </Button>
      )}
      {isFailing && (
        <ReasonDialog
          job={job}
          action="fail"
          touch
          onClose={() => setFailing(false)}
          onConfirm={(reason) => {
            setFailing(false);
            run({ job, action: "fail", reason });
          }}
        />
      )}
    </section>
  );
}

function Tile({ label, isWide = false, children }: { label: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={classNames("rounded-xl bg-sunken px-3 py-2.5", isWide && "col-span-2")}>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-lg font-bold">{children}</dd>
    </div>
  );
}
