import type { LatLng } from "@/lib/geo/types";

export const geofenceEventTypes = ["enter", "exit", "passed"] as const;
export type GeofenceEventType = (typeof geofenceEventTypes)[number];

/** Why a stay ended. `left`: the fence saw the technician go; the others came from people. */
export const visitCloseReasons = [
  "left",
  "check_out",
  "job_cancelled",
  "job_unassigned",
  "job_reassigned",
] as const;
export type VisitCloseReason = (typeof visitCloseReasons)[number];

/** `confirmed`: a person said that a drive-past was a visit. */
export const visitOpenReasons = ["fence", "check_in", "confirmed"] as const;
export type VisitOpenReason = (typeof visitOpenReasons)[number];

/** The area of a job site: a circle round the pin, or a polygon with the pin somewhere near it. */
export type FenceShape =
  | { readonly kind: "circle"; readonly center: LatLng; readonly radiusMeters: number }
  | { readonly kind: "polygon"; readonly center: LatLng; readonly ring: readonly LatLng[] };

/** The three zones of one job (GEO-1, GEO-3): the shape is the arrival zone, the others are measured around it. */
export interface SiteProfile {
  readonly shape: FenceShape;
  /** How far the arrival zone extends from its pin at most, metres: the radius, or the farthest corner. */
  readonly reachMeters: number;
  /** How far outside the arrival edge the approach zone reaches, metres. */
  readonly approachMarginMeters: number;
  /** How far outside the arrival edge a fix has to be to count as departed, metres. */
  readonly departureMarginMeters: number;
}

/** Rules that hold for every fence of a tenant (GEO-3, GEO-4). Durations in milliseconds. */
export interface FenceRules {
  /** Two uncertain fixes must agree at least this far apart: 20 s. */
  readonly agreementMs: number;
  /** Above this speed a fix inside waits: 4 m/s. */
  readonly drivingMps: number;
  /** … until this long has passed by the clock: 60 s. */
  readonly dwellMs: number;
  /** A fix coarser than the larger of this and the radius can never say "in": 150 m. */
  readonly coarseMeters: number;
  /** An exit followed by a re-entry within this time reopens the visit: 5 min. */
  readonly cooldownMs: number;
}

/** One accepted fix as the fences see it. Times are epoch milliseconds. */
export interface FenceFix {
  readonly fixId: string;
  readonly at: number;
  readonly point: LatLng;
  /** What the decision uses: 0 = "does not count against the fix", 50 for unknown (GEO-3). */
  readonly accuracyMeters: number;
  /** What the sender said; null when it said nothing or something meaningless. Kept for the explanation. */
  readonly reportedAccuracyMeters: number | null;
  readonly speedMps: number | null;
}

/** What the machine remembers of a fix that has not decided anything yet, or that decided. */
export interface Evidence {
  readonly fixId: string;
  readonly at: number;
  readonly point: LatLng;
  /** Distance from the pin, metres (what people are told). */
  readonly distanceMeters: number;
  /** Signed distance to the arrival edge, metres; negative inside (what decides). */
  readonly edgeMeters: number;
  readonly accuracyMeters: number;
  readonly reportedAccuracyMeters: number | null;
  readonly speedMps: number | null;
}

export const fenceRuleNames = [
  /** One fix surely inside. */
  "surely_inside",
  /** Two uncertain fixes inside that agree. */
  "two_fixes_inside",
  /** A fix that drove in has slowed down. */
  "slowed_down_inside",
  /** A fast fix inside was followed by 60 s without leaving. */
  "stayed_by_the_clock",
  "surely_outside",
  "two_fixes_outside",
  /** A visit opened by hand away from the site: the technician is farther away than at check-in by the approach margin. */
  "moved_away_from_check_in",
  "checked_in_by_hand",
  "checked_out_by_hand",
  /** A person said that a drive-past was a visit. */
  "confirmed_by_hand",
  /** A person took a departure back. */
  "still_here_by_hand",
  "job_taken_away",
  /** The way between two fixes outside crosses the fence, and there was time for a stop: somebody is asked. */
  "passed_through",
] as const;
export type FenceRuleName = (typeof fenceRuleNames)[number];

/** The stored reason behind a transition (GEO-11): enough to show the fixes on the map and to say one plain sentence. */
export interface FenceExplanation {
  readonly rule: FenceRuleName;
  readonly evidence: readonly Evidence[];
  readonly arrivalRadiusMeters: number | null;
  readonly departureMarginMeters: number;
  readonly rules: FenceRules;
  /** Of a drive-past: the stop that there was time for. */
  readonly passed?: PassedThrough;
}

/** What a person says of a drive-past: it was a visit, or none. */
export const passedAnswers = ["confirmed", "dismissed"] as const;
export type PassedAnswer = (typeof passedAnswers)[number];

/** A stop that nobody saw and that there was time for (GEO-3). Times epoch ms. */
export interface PassedThrough {
  /** The stop lies between these two: the earliest he can have come, the latest he can have left. */
  readonly between: readonly [number, number];
  /** Metres of the straight way that lie inside the fence. */
  readonly insideMeters: number;
  /** What is left of the time between the fixes when the driving is taken off, milliseconds. */
  readonly slackMs: number;
}

/** Evidence that the technician may have come in (or gone out) and that has not decided yet. */
export interface FenceTurn {
  /** Last moment known on the other side before this evidence began; null when nothing was known. */
  readonly after: number | null;
  /** Oldest uncertain fix of it, waiting for one that agrees. */
  readonly first: Evidence | null;
  /** First fast fix inside since the last slow one; the clock makes a proven turn an arrival at its `at + dwellMs`. */
  readonly fast: Evidence | null;
  /** Set once "inside" is proven and only the speed is waited for: the fix that gives the time, and since when we know. */
  readonly proof: { readonly claim: Evidence; readonly at: number } | null;
}

/** Everything the machine remembers about one technician at one job. JSON-safe; a missing entry equals `initialFenceState`. */
export interface FenceState {
  /** Whether a visit is open. */
  readonly phase: "outside" | "inside";
  /**
   * Where the fixes last showed the technician. Differs from `phase` after a check-in away from the site and after
   * a check-out on it: then no departure (no arrival) is seen until the fixes have shown him inside (outside) first.
   */
  readonly seen: "outside" | "inside";
  readonly turn: FenceTurn | null;
  /** When the current visit began (inside) or the last one began (outside, within the cooldown). */
  readonly visitArrivedAt: number | null;
  /** When the last visit ended; kept so that a quick re-entry reopens it. */
  readonly lastDepartedAt: number | null;
  /** Newest fix that said anything about this fence; the lower end of arrival and departure intervals. */
  readonly lastSeenAt: number | null;
  /** Visit opened by hand and not yet seen inside: metres outside the edge at check-in, accuracy added; null if unknown. */
  readonly checkedInEdgeMeters: number | null;
  /** The newest drive-past that was asked about; left out once the cooldown is over. */
  readonly lastPassedAt?: number;
  /** A person has taken a departure back: up to here no fix shows one. Left out when that is over. */
  readonly stayedUntil?: number;
}

export type FenceInput =
  | { readonly kind: "fix"; readonly fix: FenceFix }
  /** Nothing was heard; time has come to `at`. */
  | { readonly kind: "clock"; readonly at: number }
  | HandStep<"check_in">
  | HandStep<"check_out">
  /** The departure that was known by `at` was none: he stayed until `until` at least (GEO-2). */
  | { readonly kind: "still_here"; readonly at: number; readonly until: number }
  | { readonly kind: "taken_away"; readonly at: number; readonly reason: VisitCloseReason };

interface HandStep<Kind extends string> {
  readonly kind: Kind;
  readonly at: number;
  readonly evidence: Evidence | null;
  /** Where a person confirms what nobody saw: it happened between this and `at`. */
  readonly after?: number;
}

export type FenceTransition =
  | {
      readonly kind: "arrived";
      /** When it happened: the time of the fix that proves it, the first one where several do. */
      readonly at: number;
      /** [last moment known outside or null, first moment known for sure inside]. */
      readonly between: readonly [number | null, number];
      readonly distanceMeters: number | null;
      readonly openedBy: VisitOpenReason;
      readonly explanation: FenceExplanation;
    }
  | {
      /** Back within the cooldown: the visit that began at `visitArrivedAt` goes on (GEO-4). */
      readonly kind: "reopened";
      readonly at: number;
      readonly visitArrivedAt: number;
      readonly distanceMeters: number | null;
      readonly explanation: FenceExplanation;
    }
  | {
      readonly kind: "departed";
      readonly at: number;
      readonly visitArrivedAt: number;
      /** [last moment not known outside, first moment known for sure outside]. */
      readonly between: readonly [number, number];
      readonly distanceMeters: number | null;
      readonly reason: VisitCloseReason;
      readonly explanation: FenceExplanation;
    }
  | {
      /** No visit: somebody is asked whether it was one (GEO-3). */
      readonly kind: "passed";
      /** The second of the two fixes, which shows it. */
      readonly at: number;
      /** The first of them. Its id is looked up when the decision is stored: the pipeline remembers none. */
      readonly from: Omit<Evidence, "fixId">;
      readonly distanceMeters: null;
      readonly passed: PassedThrough;
      readonly explanation: FenceExplanation;
    };

/** A decision to be stored (GEO-11). */
export interface NewDecision {
  readonly id: string;
  readonly technicianId: string;
  readonly jobId: string;
  readonly visitId: string | null;
  readonly transition: FenceTransition;
  /** Whether it started the job, and if not, why: a word of `lib/jobs/types`. */
  readonly jobOutcome: string | null;
}
