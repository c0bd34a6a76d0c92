"use client";

import { MapPinOff } from "lucide-react";
import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { RecordedHourWire, RecordedVisitWire, RecordedWire } from "@/lib/tracking/recorded-wire";

const hourMs = 3_600_000;
const rows = [0, 1, 2];

/** What was kept on one day: positions by the hour, and visits. */
export function RecordedDay({ recorded: { hours, visits } }: { recorded: RecordedWire }) {
  const t = useTranslations("recorded.day");
  const total = hours.reduce((sum, { count }) => sum + count, 0);
  if (total === 0 && visits.length === 0) {
    return (
      <div className="panel rounded-[18px]">
        <EmptyState icon={<MapPinOff aria-hidden size={22} />} title={t("none")}>
          {t("noneHint")}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <section aria-labelledby="recorded-hours">
        <h2 id="recorded-hours" className="caps-label mb-1.5 flex justify-between px-1">
          <span>{t("heading")}</span>
          <span>{t("total", { count: total })}</span>
        </h2>
        <ul className="panel divide-y divide-line rounded-[14px]">
          {hours.map((hour) => (
            <Hour key={hour.hour} hour={hour} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="recorded-visits">
        <h2 id="recorded-visits" className="caps-label mb-1.5 px-1">
          {t("visits")}
        </h2>
        {visits.length === 0 ? (
          <p className="panel rounded-[14px] px-4 py-3 text-base text-muted">{t("noVisits")}</p>
        ) : (
          <ul className="panel divide-y divide-line rounded-[14px]">
            {visits.map((visit) => (
              <Visit key={visit.id} visit={visit} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Hour({ hour }: { hour: RecordedHourWire }) {
  const t = useTranslations("recorded.day");
  const clock = useClock();
  return (
    <li className="flex min-h-12 items-center justify-between gap-3 px-4 py-2.5">
      <div className="min-w-0">
        <p className="text-md font-semibold">
          {t("hour", { from: clock(hour.hour), to: clock(Date.parse(hour.hour) + hourMs) })}
        </p>
        <p className="text-sm text-muted">
          {t("span", {
            first: clock(hour.first_at, { seconds: true }),
            last: clock(hour.last_at, { seconds: true }),
          })}
        </p>
      </div>
      <p className="shrink-0 text-base">{t("total", { count: hour.count })}</p>
    </li>
  );
}

function Visit({ visit }: { visit: RecordedVisitWire }) {
  const t = useTranslations("recorded.day");
  const clock = useClock();
  const from = clock(visit.arrived_at);
  return (
    <li className="flex min-h-12 flex-col justify-center px-4 py-2.5">
      <p className="text-md font-semibold break-words">
        {t("job", { number: visit.job_number, title: visit.job_title })}
      </p>
      <p className="text-sm text-muted">
        {visit.departed_at === null
          ? t("visitOpen", { from })
          : t("visit", { from, to: clock(visit.departed_at) })}
      </p>
    </li>
  );
}

/** A day that is still to come. */
export function RecordedDaySkeleton() {
  const t = useTranslations("recorded.day");
  return (
    <div className="panel divide-y divide-line rounded-[14px]">
      <span role="status" className="sr-only">
        {t("loading")}
      </span>
      {rows.map((row) => (
        <div key={row} className="flex h-15 items-center justify-between px-4">
          <div className="flex flex-col gap-1.5">
            <Skeleton className="h-4 w-28" />
            <Skeleton className="h-3.5 w-44" />
          </div>
          <Skeleton className="h-4 w-20" />
        </div>
      ))}
    </div>
  );
}
