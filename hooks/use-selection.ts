"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** What the map's drawer shows; the address names it, so a link can be shared and Back works. */
export type Selection = { kind: "technician" | "job"; id: string } | null;

/** What of the selected technician is played back: one trip, or a day of the company's calendar, 2026-11-27. */
export type PlaybackChoice = { kind: "trip"; id: string } | { kind: "day"; date: string } | null;

interface SelectionControl {
  selection: Selection;
  select: (selection: Selection) => void;
  playback: PlaybackChoice;
  /** Whether the selected job's fence is tried out. */
  isTrying: boolean;
  /** Plays back a trip or a day of a technician; null: the live map again. */
  play: (technicianId: string, choice: PlaybackChoice) => void;
}

export function useSelection(): SelectionControl {
  const parameters = useSearchParams();
  const path = usePathname();
  const technician = parameters.get("technician");
  const job = parameters.get("job");
  const selection: Selection = technician
    ? { kind: "technician", id: technician }
    : job
      ? { kind: "job", id: job }
      : null;
  const select = useCallback(
    (next: Selection) => go(path, next === null ? {} : { [next.kind]: next.id }),
    [path],
  );
  const play = useCallback(
    (id: string, choice: PlaybackChoice) => go(path, { technician: id, ...parametersOf(choice) }),
    [path],
  );
  const playback = technician ? playbackIn(parameters) : null;
  const isTrying = selection?.kind === "job" && parameters.get("fence") === "try";
  return { selection, select, isTrying, playback, play };
}

function playbackIn(parameters: { get(name: string): string | null }): PlaybackChoice {
  const trip = parameters.get("trip");
  if (trip) return { kind: "trip", id: trip };
  const date = parameters.get("day");
  return date ? { kind: "day", date } : null;
}

function parametersOf(choice: PlaybackChoice): Record<string, string> {
  if (choice === null) return {};
  return choice.kind === "trip" ? { trip: choice.id } : { day: choice.date };
}

function go(path: string, parameters: Record<string, string>): void {
  const query = new URLSearchParams(parameters).toString();
  const address = query === "" ? path : `${path}?${query}`;
  if (address === window.location.pathname + window.location.search) return;
  // The page stays; only the address changes, and Next tells useSearchParams.
  window.history.pushState(null, "", address);
}
