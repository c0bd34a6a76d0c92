import type { LatLng } from "@/lib/geo/types";
import { siteProfile } from "@/lib/geofence/site-profile";
import type { VisitCloseReason } from "@/lib/geofence/types";
import type { CandidateJob } from "./types";

/** Fixes this far outside a job's window may still open a visit (GEO-4), milliseconds. */
export const WINDOW_REACH_MS = 4 * 3_600_000;

/** An assignment with its job and site as the database has them; times are epoch ms. */
export interface AssignmentRow {
  readonly jobId: string;
  readonly fromAt: number;
  readonly untilAt: number | null;
  readonly takenReason: VisitCloseReason | null;
  readonly windowStart: number | null;
  readonly windowEnd: number | null;
  readonly lat: number;
  readonly lng: number;
  readonly arrivalRadiusMeters: number;
  readonly approachRadiusMeters: number;
  readonly departureRadiusMeters: number | null;
  readonly polygon: readonly LatLng[] | null;
}

/**
 * What an assignment means to the fences: fixes within 4 h of the window may open a visit, or, without a window,
 * fixes since the assignment (GEO-4). A window end that is missing leaves that side open.
 */
export function candidateJob(row: AssignmentRow): CandidateJob {
  const hasWindow = row.windowStart !== null || row.windowEnd !== null;
  const opensAt = hasWindow
    ? row.windowStart === null
      ? null
      : row.windowStart - WINDOW_REACH_MS
    : row.fromAt;
  const windowCloses = row.windowEnd === null ? null : row.windowEnd + WINDOW_REACH_MS;
  return {
    jobId: row.jobId,
    profile: siteProfile({
      center: { lat: row.lat, lng: row.lng },
      arrivalRadiusMeters: row.arrivalRadiusMeters,
      approachRadiusMeters: row.approachRadiusMeters,
      departureRadiusMeters: row.departureRadiusMeters ?? undefined,
      polygon: row.polygon ?? undefined,
    }),
    opensAt,
    closesAt: earliest(windowCloses, row.untilAt),
    takenAway:
      row.untilAt !== null && row.takenReason !== null ? { at: row.untilAt, reason: row.takenReason } : null,
  };
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
