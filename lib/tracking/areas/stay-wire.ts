import type { FoundStay } from "../queries/search-area";
import type { Run } from "./hour-runs";

/** A visit of a job during a stay. */
export interface StayVisitWire {
  visit_id: string;
  job_id: string;
  job_number: number;
  job_title: string;
  arrived_at: string;
  departed_at: string | null;
}

/** One past stay in a searched area (LOC-14). */
export interface AreaStayWire {
  technician_id: string;
  technician_name: string;
  entered_at: string;
  left_at: string;
  /** Last moment known outside, or null; then the first fix inside. */
  entered_between: [string | null, string];
  /** Last fix inside; then the first moment known outside, null while none is. */
  left_between: [string, string | null];
  /** He was there before the span began; was still there when it ended. */
  began_before: boolean;
  went_on_after: boolean;
  seconds: number;
  longest_silence_seconds: number;
  /** From the middle of the area. */
  nearest_meters: number;
  fixes: number;
  kind: "stop" | "drive_through";
  visits: StayVisitWire[];
}

/** A stay as the API gives it, cut to the span that was asked for. */
export function stayWire(
  stay: FoundStay,
  span: Run,
  technicianName: string,
  visits: readonly StayVisitWire[],
): AreaStayWire {
  const enteredAt = Math.max(stay.enteredAt, span.from);
  const leftAt = Math.min(stay.leftAt, span.until);
  const isDuring = ({ arrived_at, departed_at }: StayVisitWire) =>
    Date.parse(arrived_at) <= leftAt && (departed_at === null || Date.parse(departed_at) >= enteredAt);
  return {
    technician_id: stay.technicianId,
    technician_name: technicianName,
    entered_at: iso(enteredAt),
    left_at: iso(leftAt),
    entered_between: [stay.enteredAfter === null ? null : iso(stay.enteredAfter), iso(stay.enteredAt)],
    left_between: [iso(stay.leftAt), stay.leftBefore === null ? null : iso(stay.leftBefore)],
    began_before: stay.enteredAt < span.from,
    went_on_after: stay.leftAt > span.until,
    seconds: Math.round((leftAt - enteredAt) / 1000),
    longest_silence_seconds: Math.round(stay.longestSilenceMs / 1000),
    nearest_meters: Math.round(stay.nearestMeters),
    fixes: stay.fixes,
    kind: stay.kind,
    visits: visits.filter(isDuring),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
