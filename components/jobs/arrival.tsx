"use client";

import { useTranslations } from "use-intl";
import { useClock } from "@/components/time/clock-time";
import { useArrival, useNow } from "@/hooks/live/use-live";
import { arrivalTimes } from "@/lib/dispatch/arrival-times";
import { hoursAndMinutes } from "@/lib/dispatch/phrase";
import type { JobWire } from "@/lib/realtime/protocol";

/** Nobody is told "in 0 min" of somebody who is not there yet, milliseconds. */
const LEAST_MS = 60_000;

/** How long until somebody who is on the way arrives, and when: "~8 min", "~14:20"; null when that is not known. */
export function useArrivesIn(job: JobWire): { duration: string; at: string } | null {
  const t = useTranslations("arrivals");
  const clock = useClock();
  const arrival = useArrival(job);
  const now = useNow();
  const times = arrivalTimes(arrival, now);
  if (times === null || arrival === null || !arrival.on_the_way) return null;
  return {
    duration: t("inAbout", hoursAndMinutes(Math.max(LEAST_MS, times.at - now))),
    at: t("about", { at: clock(times.at) }),
  };
}

/** When the technician of a job gets there and how that is known, or why it is not. Nothing where nobody is expected. */
export function ArrivalNote({ job }: { job: JobWire }) {
  const t = useTranslations("arrivals");
  const say = useTranslations("arrivals.note");
  const clock = useClock();
  const arrival = useArrival(job);
  const now = useNow();
  if (arrival === null) return null;
  const times = arrivalTimes(arrival, now);
  const lasting = (ms: number) => t("inAbout", hoursAndMinutes(Math.max(LEAST_MS, ms)));
  const drive = lasting((arrival.seconds ?? 0) * 1000);
  const { reason, by } = arrival;
  return (
    <p className="border-b border-line px-4 py-2.5 text-sm text-muted">
      {times === null || by === null
        ? reason && say(`reason.${reason}`)
        : arrival.on_the_way
          ? say("onTheWay", {
              duration: lasting(times.at - now),
              at: clock(times.at),
              earliest: clock(times.earliest),
              latest: clock(times.latest),
            })
          : say(arrival.departs_at === null ? "planned" : "afterWork", { at: clock(times.at), drive })}{" "}
      {by && say(`by.${by}`)}
    </p>
  );
}
