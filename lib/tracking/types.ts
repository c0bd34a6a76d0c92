import type { LatLng } from "@/lib/geo/types";
import type {
  FenceExplanation,
  FenceInput,
  FenceState,
  FenceTransition,
  SiteProfile,
  VisitCloseReason,
  VisitOpenReason,
} from "@/lib/geofence/types";
import type { MotionState, TripEnd, TripStep } from "./motion";

/**
 * What became of a fix (LOC-7). Every fix is kept; `good` ones move the marker and fences. `coarse` is said of the
 * marker: such a fix still goes to the fences, which weigh its accuracy themselves.
 */
export const verdicts = ["good", "coarse", "duplicate", "late", "outlier", "mock"] as const;
export type Verdict = (typeof verdicts)[number];

/** Answered instead of a verdict for a fix from outside of every shift (LOC-12). It is no verdict: none is ever stored with it. */
export const OFF_SHIFT = "off_shift";

export const fixSources = [
  "api",
  "phone",
  "owntracks",
  "osmand",
  "traccar",
  "overland",
  "gpslogger",
] as const;
export type FixSource = (typeof fixSources)[number];

/** Tracker apps that a device can be set to; units and answers follow the setting (LOC-5). */
export const trackerApps = ["owntracks", "traccar", "osmand", "overland", "gpslogger"] as const;
export type TrackerApp = (typeof trackerApps)[number];

/** `cancelled`: it never got anywhere, or later fixes show that it never was. */
export const tripStatuses = ["started", "completed", "cancelled"] as const;
export type TripStatus = (typeof tripStatuses)[number];

export const tripEnds = ["stopped", "silence"] as const satisfies readonly TripEnd[];

/** What a trip said before it was corrected; without places, which may have been erased since. */
export interface FormerTrip {
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly distanceMeters: number | null;
}

/** One fix after parsing and unit conversion; not yet judged. */
export interface Fix {
  readonly fixId: string;
  /** When the phone took it, epoch ms. */
  readonly at: number;
  /** When we got it, epoch ms. */
  readonly receivedAt: number;
  readonly point: LatLng;
  /** As sent; null when missing. Zero and negative values mean unknown and arrive here as they were sent. */
  readonly accuracyMeters: number | null;
  readonly speedMps: number | null;
  readonly headingDegrees: number | null;
  readonly altitudeMeters: number | null;
  readonly batteryPercent: number | null;
  readonly activity: string | null;
  readonly mock: boolean;
  readonly source: FixSource;
}

/** The part of an accepted fix that later ones are measured against. */
export interface AcceptedFix {
  readonly at: number;
  readonly point: LatLng;
  readonly accuracyMeters: number;
}

/** What the judge remembers of one technician. JSON-safe. */
export interface JudgeState {
  /** Newest fix that was accepted, coarse ones included. */
  readonly last: AcceptedFix | null;
  /** Newest accepted fix that was not coarse: what a coarse one has to contradict before it moves the marker. */
  readonly lastGood: AcceptedFix | null;
  /** A jump that is being held: where it went, since when it has been consistent, and its newest fix. */
  readonly held: { readonly since: number; readonly first: AcceptedFix; readonly newest: AcceptedFix } | null;
}

/** Everything remembered of one technician between two fixes; stored as JSON under the row lock that serialises his fixes. */
export interface TrackState {
  /** Time of the newest fix processed, whatever its verdict; older ones are late. */
  readonly newestAt: number | null;
  /** Its place, so that the same fix sent again is known as a duplicate. */
  readonly newestPoint: LatLng | null;
  readonly judge: JudgeState;
  /**
   * What the clock or a person decided ahead of the fixes holds up to here, epoch ms, exclusive: a fix from before it
   * might have decided otherwise, so the day is folded again. Null when the fixes have caught up.
   */
  readonly decidedUntil: number | null;
  /** By job id; entries that equal the initial state are left out. */
  readonly fences: Readonly<Record<string, FenceState>>;
  /** Left out until the first good fix. */
  readonly motion?: MotionState;
}

/** A job that fixes of one technician may be measured against, and when (GEO-4). */
export interface CandidateJob {
  readonly jobId: string;
  readonly profile: SiteProfile;
  /** Fixes in [opensAt, closesAt) may open a visit; epoch ms, null = unbounded. */
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** When and why the job was taken from this technician; closes an open visit then. Null while it has not been. */
  readonly takenAway: { readonly at: number; readonly reason: VisitCloseReason } | null;
  /** When it was not this technician's although it was before and after: taken at `from`, given back at `until`. */
  readonly absences: readonly Absence[];
}

export interface Absence {
  readonly from: number;
  readonly until: number;
  readonly reason: VisitCloseReason;
}

export interface JobTransition {
  readonly jobId: string;
  readonly transition: FenceTransition;
}

/** An input that did not come from a fix, stored so that a day can be folded again. */
export interface HandInput {
  readonly jobId: string;
  readonly input: Extract<FenceInput, { kind: "check_in" | "check_out" | "still_here" }>;
}

export interface ProcessedFix {
  readonly verdict: Verdict;
  /** A short machine-readable reason, null for a plain good fix. */
  readonly reason: string | null;
  /** True when the fix becomes the technician's current position. */
  readonly movesMarker: boolean;
  /** True when something was decided before this fix came that it might have changed: its day has to be folded again. */
  readonly overtaken: boolean;
  /** Epoch ms since when fixes were held as a jump that this one proves right: their day has to be folded again. */
  readonly provenSince: number | null;
  readonly transitions: readonly JobTransition[];
  /** Trips that began or ended by it (LOC-9). */
  readonly trips: readonly TripStep[];
}

/** What became of a stored fix, and what was thought of it first. */
export interface StoredVerdict {
  readonly verdict: Verdict;
  readonly reason: string | null;
  /** The verdict before it was revised; null when it never was. */
  readonly before: Verdict | null;
}

/** One stay as a folded day knows it. What happened before the folded span is null. */
export interface FoldedVisit {
  readonly jobId: string;
  readonly arrivedAt: number;
  readonly departedAt: number | null;
  readonly arrivedBetween: readonly [number | null, number] | null;
  readonly departedBetween: readonly [number, number] | null;
  readonly openedBy: VisitOpenReason | null;
  readonly closeReason: VisitCloseReason | null;
  readonly arrivedExplanation: FenceExplanation | null;
  readonly departedExplanation: FenceExplanation | null;
}
