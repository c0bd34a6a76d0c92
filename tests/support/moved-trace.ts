import { wrapLongitude } from "@/lib/geo/destination";
import type { LatLng } from "@/lib/geo/types";
import { defaultFenceRules as rules } from "@/lib/geofence/fence-rules";
import { timeOnSiteSeconds } from "@/lib/geofence/time-on-site";
import { type FoldedDay, foldDay } from "@/lib/tracking/fold-day";
import { initialTrackState } from "@/lib/tracking/process-fix";
import type { CandidateJob, Fix, FoldedVisit } from "@/lib/tracking/types";
import { BookedTrips } from "./booked-trips";
import { openJob } from "./fixes";
import type { Trace } from "./traces";

/** Jobs beside the road in addition to the places of a trace, so that passing by is seen too. */
const ALONG_THE_WAY = 10;
const HOUR = 3_600_000;

/** A recorded day with its jobs, which can be moved in time and turned round the earth. */
export interface RecordedDay {
  readonly name: string;
  readonly fixes: readonly Fix[];
  readonly jobs: readonly CandidateJob[];
  /** An hour after the last fix, epoch ms. */
  readonly until: number;
}

/** Times of a stay, epoch ms, lower ends of its intervals included: what has to be the same however fixes came. */
export interface Stay {
  readonly jobId: string;
  readonly arrivedAt: number;
  readonly arrivedAfter: number | null;
  readonly departedAt: number | null;
  readonly departedAfter: number | null;
}

export function recordedDay({ name, fixes, places }: Trace): RecordedDay {
  const step = Math.ceil(fixes.length / ALONG_THE_WAY);
  const passed = fixes.filter((_, index) => index % step === 3).map(({ point }) => point);
  const jobs = [...places, ...passed].map(({ lat, lng }, index) => openJob(`job-${index}`, { lat, lng }));
  return { name, fixes, jobs, until: Math.max(...fixes.map(({ at }) => at)) + HOUR };
}

/** The visits of a day whose fixes are folded in order, in full. */
export function foldedVisits(day: RecordedDay): readonly FoldedVisit[] {
  return foldedDay(day).visits;
}

/** Its trips, those that were none left out. */
export function foldedTrips(day: RecordedDay): BookedTrips["all"] {
  const trips = new BookedTrips();
  trips.reconcile(foldedDay(day).trips, null, 0);
  return trips.all;
}

export function tripMoved(trip: BookedTrips["all"][number], ms: number): BookedTrips["all"][number] {
  const { startedAt, endedAt } = trip;
  return { ...trip, startedAt: startedAt + ms, endedAt: endedAt === null ? null : endedAt + ms };
}

function foldedDay({ fixes, jobs: candidates, until }: RecordedDay): FoldedDay {
  return foldDay({ startState: initialTrackState, fixes, handInputs: [], candidates, rules, until });
}

export function stayOf({ jobId, arrivedAt, departedAt, ...visit }: FoldedVisit): Stay {
  const arrivedAfter = visit.arrivedBetween?.[0] ?? null;
  return { jobId, arrivedAt, arrivedAfter, departedAt, departedAfter: visit.departedBetween?.[0] ?? null };
}

/** Seconds on site by job, an open visit counted until the end of the day. */
export function secondsOnSite(stays: readonly Stay[], until: number): Record<string, number> {
  const jobIds = [...new Set(stays.map(({ jobId }) => jobId))].sort();
  const secondsOf = (id: string) =>
    timeOnSiteSeconds(
      stays.filter(({ jobId }) => jobId === id),
      until,
    );
  return Object.fromEntries(jobIds.map((id) => [id, secondsOf(id)]));
}

export function movedInTime(day: RecordedDay, ms: number): RecordedDay {
  const fixes = day.fixes.map((fix) => ({ ...fix, at: fix.at + ms, receivedAt: fix.receivedAt + ms }));
  return { ...day, fixes, until: day.until + ms };
}

export function stayMoved(stay: Stay, ms: number): Stay {
  const moved = (at: number | null) => (at === null ? null : at + ms);
  return {
    jobId: stay.jobId,
    arrivedAt: stay.arrivedAt + ms,
    arrivedAfter: moved(stay.arrivedAfter),
    departedAt: moved(stay.departedAt),
    departedAfter: moved(stay.departedAfter),
  };
}

/** The same way farther east by some degrees, places and all. */
export function turned(day: RecordedDay, degrees: number): RecordedDay {
  const turn = ({ lat, lng }: LatLng) => ({ lat, lng: wrapLongitude(lng + degrees) });
  return {
    ...day,
    fixes: day.fixes.map((fix) => ({ ...fix, point: turn(fix.point) })),
    jobs: day.jobs.map(({ jobId, profile }) => openJob(jobId, turn(profile.shape.center))),
  };
}

/** The longest visit of a day: what a move should hit in the middle. */
export function longestVisit(day: RecordedDay): Stay {
  const lasts = ({ arrivedAt, departedAt }: Stay) => (departedAt ?? day.until) - arrivedAt;
  const [longest] = foldedVisits(day)
    .map(stayOf)
    .sort((a, b) => lasts(b) - lasts(a));
  if (!longest) throw new Error(`${day.name} has no visit.`);
  return longest;
}
