"use client";

import { useMemo } from "react";
import { useRecentEvents } from "@/hooks/live/use-live";
import { type FeedEntry, feedEntry } from "./feed-entry";

/** What happened, newest first, told once each. */
export function useFeed(): readonly FeedEntry[] {
  const events = useRecentEvents();
  return useMemo(() => events.flatMap((event) => feedEntry(event) ?? []), [events]);
}
