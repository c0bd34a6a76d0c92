import type { TechnicianDay } from "@/hooks/use-technicians";
import type { VisitWire } from "@/lib/geofence/visit-shapes";
import type { JobOutcome } from "@/lib/jobs/types";
import type { AnyEvent, ExplanationWire } from "@/lib/realtime/protocol";
import type { TripWire } from "@/lib/tracking/trip-shapes";
import { type FeedEntry, feedEntry } from "../activity/feed-entry";

/** Times further apart than this are told with ≈ (GEO-3). */
const roughMs = 5 * 60_000;

export interface Decision {
  at: string;
  explanation: ExplanationWire;
}

/** One stay at a site, with why it began and ended. */
export interface VisitEntry {
  kind: "visit";
  at: string;
  key: string;
  visit: VisitWire;
  job: { number: number; title: string } | null;
  isRough: boolean;
  isChanged: boolean;
  outcome: JobOutcome | null;
  arrival: Decision | null;
  departure: Decision | null;
}

/** One way between two stops. */
export interface TripEntry {
  kind: "trip";
  at: string;
  key: string;
  trip: TripWire;
}

export type DayEntry = VisitEntry | TripEntry | { kind: "event"; at: string; key: string; entry: FeedEntry };

/**
 * The day of one technician, newest first. A visit is one entry: its arrival and departure are its parts, not
 * entries of their own.
 */
export function dayEntries({ events, visits }: TechnicianDay, trips: readonly TripWire[]): DayEntry[] {
  const told = events.flatMap((event): DayEntry[] => {
    if (event.type === "geofence_event" && visits.some((visit) => visit.id === event.data.visit_id))
      return [];
    const entry = feedEntry(event);
    return entry ? [{ kind: "event", at: entry.at, key: `e${entry.seq}`, entry }] : [];
  });
  const stays = visits.map((visit) => visitEntry(visit, events));
  const ways = trips.map(
    (trip): TripEntry => ({ kind: "trip", at: trip.started_at, key: trip.trip_id, trip }),
  );
  return [...told, ...stays, ...ways].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function visitEntry(visit: VisitWire, events: readonly AnyEvent[]): VisitEntry {
  let arrival: Decision | null = null;
  let departure: Decision | null = null;
  let outcome: JobOutcome | null = null;
  let job: VisitEntry["job"] = null;
  for (const event of events) {
    if (event.type !== "geofence_event" || event.data.visit_id !== visit.id) continue;
    const { explanation, job_number, job_title, job_outcome } = event.data;
    job = { number: job_number, title: job_title };
    // The newest word on a visit counts: it may have been reopened, or corrected by late fixes.
    if (event.data.event_type === "enter") {
      arrival = { at: event.occurred_at, explanation };
      outcome = job_outcome;
    } else if (event.data.event_type === "exit") {
      departure = { at: event.occurred_at, explanation };
    }
  }
  return {
    kind: "visit",
    at: visit.arrived_at,
    key: visit.id,
    visit,
    job,
    isRough:
      visit.opened_by === "confirmed" || isWide(visit.arrived_between) || isWide(visit.departed_between),
    isChanged: visit.changed_from !== undefined,
    outcome,
    arrival,
    departure: visit.departed_at === null ? null : departure,
  };
}

function isWide(between: readonly [string | null, string] | null): boolean {
  if (between?.[0] == null) return false;
  return Date.parse(between[1]) - Date.parse(between[0]) > roughMs;
}
