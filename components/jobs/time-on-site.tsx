"use client";

import { useSayDuration } from "@/components/measures/duration";
import { useNow } from "@/hooks/live/use-live";
import { timeOnSiteMs } from "@/lib/dispatch/activity";
import type { JobWire } from "@/lib/realtime/protocol";

/** Time spent at the site so far; counts on while somebody is there. */
export function TimeOnSite({ job }: { job: JobWire }) {
  const say = useSayDuration();
  const now = useNow();
  return say(timeOnSiteMs(job, now) / 1000);
}
