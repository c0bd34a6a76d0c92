import type { LatLng } from "@/lib/geo/types";
import { siteProfile } from "@/lib/geofence/site-profile";
import type { VisitCloseReason } from "@/lib/geofence/types";
import { WINDOW_REACH_MS } from "@/lib/jobs/past-reach";
import type { Absence, CandidateJob } from "./types";

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
 * @param absences gaps between earlier assignments of the same job to the same technician and this one
 */
export function candidateJob(row: AssignmentRow, absences: readonly Absence[] = []): CandidateJob {
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
    absences,
    takenAway:
      row.untilAt !== null && row.takenReason !== null ? { at: row.untilAt, reason: row.takenReason } : null,
  };
}

/**
 * All assignments of one job to one technician as one candidate: the newest decides, the time between is an absence.
 * @param rows by `fromAt`, at least one
 */
export function candidateOf(rows: readonly [AssignmentRow, ...AssignmentRow[]]): CandidateJob {
  let newest = rows[0];
  const first = newest;
  const absences: Absence[] = [];
  for (const row of rows.slice(1)) {
    const { untilAt, takenReason } = newest;
    if (untilAt !== null && takenReason !== null) {
      absences.push({ from: untilAt, until: row.fromAt, reason: takenReason });
    }
    newest = row;
  }
  return candidateJob({ ...newest, fromAt: first.fromAt }, absences);
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null ? a : Math.min(a, b);
}
