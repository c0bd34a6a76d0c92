import { explainInEnglish } from "@/lib/geofence/explain-in-english";
import { timeOnSiteSeconds } from "@/lib/geofence/time-on-site";
import type { Rehearsal, RehearsedVisits } from "../queries/rehearse-fence";
import type { FoldedVisit } from "../types";

interface Whose {
  job_id: string;
  job_number: number;
  technician_id: string;
  technician_name: string;
}

/** `departed_at` null while the stay lasts. */
export interface RehearsedStay {
  arrived_at: string;
  departed_at: string | null;
  seconds: number;
}

/** Which visits another fence would have found, beside those that were found. */
export interface RehearsalWire {
  from: string;
  to: string;
  jobs: { id: string; number: number; title: string }[];
  /** Fixes that were gone through. */
  locations: number;
  visits_now: number;
  visits_then: number;
  unchanged: number;
  added: (Whose & RehearsedStay & { why: string | null })[];
  removed: (Whose & RehearsedStay & { visit_id: string })[];
  changed: (Whose & { visit_id: string; before: RehearsedStay; after: RehearsedStay })[];
}

interface Span {
  readonly arrivedAt: number;
  readonly departedAt: number | null;
}

/** What a rehearsed fence finds, as the API gives it. @param now epoch ms */
export function rehearsalWire({ jobs, from, fixes, holders }: Rehearsal, now: number): RehearsalWire {
  const count = (pick: (one: RehearsedVisits) => number) => holders.reduce((sum, one) => sum + pick(one), 0);
  return {
    from: iso(from),
    to: iso(now),
    jobs: jobs.map(({ id, number, title }) => ({ id, number, title })),
    locations: fixes,
    visits_now: count((one) => one.unchanged + one.changed.length + one.removed.length),
    visits_then: count((one) => one.unchanged + one.changed.length + one.added.length),
    unchanged: count((one) => one.unchanged),
    added: holders.flatMap((one) =>
      one.added.map((visit) => ({ ...whose(one), ...spanWire(visit, now), why: whyArrived(visit) })),
    ),
    removed: holders.flatMap((one) =>
      one.removed.map((visit) => ({ ...whose(one), visit_id: visit.id, ...spanWire(visit, now) })),
    ),
    changed: holders.flatMap((one) =>
      one.changed.map(({ stored, folded }) => ({
        ...whose(one),
        visit_id: stored.id,
        before: spanWire(stored, now),
        after: spanWire(folded, now),
      })),
    ),
  };
}

function whose({ holder }: RehearsedVisits) {
  return {
    job_id: holder.job.id,
    job_number: holder.job.number,
    technician_id: holder.technicianId,
    technician_name: holder.technicianName,
  };
}

function spanWire(visit: Span, now: number) {
  return {
    arrived_at: iso(visit.arrivedAt),
    departed_at: visit.departedAt === null ? null : iso(visit.departedAt),
    seconds: timeOnSiteSeconds([visit], now),
  };
}

function whyArrived({ arrivedExplanation }: FoldedVisit): string | null {
  return arrivedExplanation === null
    ? null
    : explainInEnglish({ kind: "arrived", explanation: arrivedExplanation, reason: null });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
