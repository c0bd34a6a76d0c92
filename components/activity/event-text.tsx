"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useSayDuration } from "@/components/measures/duration";
import { useLiveStore } from "@/hooks/live/use-live";
import { shortName } from "@/lib/dispatch/names";
import type { FeedEntry } from "./feed-entry";

const bold = (chunks: ReactNode) => <strong className="font-semibold">{chunks}</strong>;

/** The sentence of a feed line: "Ade B. arrived at #1035 · started by itself". */
export function EventText({ entry }: { entry: FeedEntry }) {
  const t = useTranslations("map.events");
  const detail = useEventDetail();
  const values = useValues(entry);
  const more = detail(entry);
  return (
    <>
      {t.rich(entry.text, { ...values, b: bold })}
      {more && <span className="text-muted"> · {more}</span>}
    </>
  );
}

/** The same sentence without emphasis, for speech. */
export function useEventSentence(): (entry: FeedEntry) => string {
  const t = useTranslations("map.events");
  const detail = useEventDetail();
  const store = useLiveStore();
  return (entry) => {
    const values = valuesOf(entry, store.world().technicians.get(entry.technicianId ?? "")?.full_name);
    const more = detail(entry);
    const sentence = t.markup(entry.text, { ...values, b: (chunks) => chunks });
    return more ? `${sentence}, ${more}` : sentence;
  };
}

function useValues(entry: FeedEntry) {
  const store = useLiveStore();
  return valuesOf(entry, store.world().technicians.get(entry.technicianId ?? "")?.full_name);
}

/** Work told by a phone's token is told of its technician. */
const work: ReadonlySet<FeedEntry["text"]> = new Set([
  "start_travel",
  "start",
  "hold",
  "resume",
  "complete",
  "fail",
  "decline_start",
  "undo_start",
  "undo_departure",
  "passed_confirmed",
  "passed_dismissed",
]);

function valuesOf(entry: FeedEntry, technicianName: string | undefined) {
  const who = entry.name ?? (work.has(entry.text) ? technicianName : undefined);
  return {
    place: entry.name ?? "",
    count: entry.count ?? 0,
    name: who ? shortName(who) : "",
    by: who ? "yes" : "no",
    number: String(entry.job?.number ?? ""),
    technician: technicianName ? shortName(technicianName) : "",
  };
}

function useEventDetail(): (entry: FeedEntry) => string | null {
  const t = useTranslations("map.outcomes");
  const words = useTranslations("map.events");
  const say = useSayDuration();
  return ({ outcome, secondsOnSite, reason }) => {
    if (outcome && outcome !== "already_running") return t(outcome);
    if (secondsOnSite) return words("on_site", { duration: say(secondsOnSite) });
    return reason;
  };
}
