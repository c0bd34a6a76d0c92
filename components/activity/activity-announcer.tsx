"use client";

import { useState } from "react";
import { useEventListener } from "@/hooks/live/use-live";
import { useEventSentence } from "./event-text";
import { feedEntry } from "./feed-entry";

/** Says arrivals and departures to a screen reader, once each, when it has time. */
export function ActivityAnnouncer() {
  const [said, setSaid] = useState("");
  const sentence = useEventSentence();
  useEventListener((event) => {
    if (event.type !== "geofence_event") return;
    const entry = feedEntry(event);
    if (entry) setSaid(sentence(entry));
  });
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
