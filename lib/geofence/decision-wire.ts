import type { decisions, handInputs } from "@/drizzle/schema/geofence";
import type { ExplanationWire } from "@/lib/realtime/protocol";
import { explanationWire } from "./explanation-wire";
import { fenceRules } from "./fence-rules";
import { isoBetween } from "./passed-through";
import type { FenceRuleName, PassedAnswer, VisitCloseReason } from "./types";

export interface DecisionWire {
  id: string;
  kind: "arrived" | "reopened" | "departed" | "passed";
  technician_id: string;
  job_id: string;
  visit_id: string | null;
  occurred_at: string;
  recorded_at: string;
  distance_meters: number | null;
  job_outcome: string | null;
  /** False once late fixes have shown otherwise. */
  stands: boolean;
  /** What the person gave as a reason; null for the fence's own decisions. */
  reason: string | null;
  /** Of a drive-past: the stop that there was time for lies between these. */
  passed_between?: [string, string];
  /** … and what a person said of it; null while nobody has. */
  answer?: { said: PassedAnswer; by: string | null; at: string | null } | null;
  explanation: ExplanationWire;
}

type Decision = typeof decisions.$inferSelect;
type HandInput = typeof handInputs.$inferSelect;

/** A decision with what its row only points at. */
export interface DecidedRow {
  readonly decision: Decision;
  readonly closeReason: VisitCloseReason | null;
  /** Who answered a drive-past. */
  readonly answeredBy: string | null;
}

const handRules: ReadonlySet<FenceRuleName> = new Set([
  "checked_in_by_hand",
  "checked_out_by_hand",
  "confirmed_by_hand",
  "still_here_by_hand",
]);

const tenth = (meters: number | null) => (meters === null ? null : Math.round(meters * 10) / 10);

function decisionWire({ decision: row, closeReason, answeredBy }: DecidedRow): DecisionWire {
  return {
    id: row.id,
    kind: row.kind,
    technician_id: row.technicianId,
    job_id: row.jobId,
    visit_id: row.visitId,
    occurred_at: row.occurredAt.toISOString(),
    recorded_at: row.recordedAt.toISOString(),
    distance_meters: tenth(row.distanceMeters),
    job_outcome: row.jobOutcome,
    stands: row.stands,
    reason: null,
    ...passedPart(row, answeredBy),
    explanation: explanationWire({ kind: row.kind, explanation: row.explanation, reason: closeReason }),
  };
}

function passedPart(
  { explanation: { passed }, answer, answeredAt }: Decision,
  by: string | null,
): Pick<DecisionWire, "passed_between" | "answer"> {
  if (!passed) return {};
  const said = answer && { said: answer, by, at: answeredAt?.toISOString() ?? null };
  return { passed_between: isoBetween(passed), answer: said };
}

const handKinds = {
  check_in: { kind: "arrived", rule: "checked_in_by_hand" },
  check_out: { kind: "departed", rule: "checked_out_by_hand" },
  still_here: { kind: "reopened", rule: "still_here_by_hand" },
} as const;

/** A check-in or check-out told like a decision of the fence, so that one 3 km away is visible as such (GEO-10). */
function handWire(row: HandInput, fence: HandFence): DecisionWire {
  const { kind, rule } = handKinds[row.kind];
  const explanation = explanationWire({
    kind,
    reason: kind === "departed" ? "check_out" : null,
    explanation: {
      rule,
      evidence: row.evidence === null ? [] : [row.evidence],
      ...fence,
      // People follow no rule of the fence; its shape asks for some.
      rules: fenceRules({ cooldownSeconds: 0 }),
    },
  });
  return {
    id: row.id,
    kind,
    technician_id: row.technicianId,
    job_id: row.jobId,
    visit_id: null,
    occurred_at: row.occurredAt.toISOString(),
    recorded_at: row.recordedAt.toISOString(),
    distance_meters: tenth(row.evidence?.distanceMeters ?? null),
    job_outcome: null,
    stands: true,
    reason: row.reason,
    explanation,
  };
}

export interface HandFence {
  readonly arrivalRadiusMeters: number | null;
  readonly departureMarginMeters: number;
}

/**
 * Everything decided about a job, by the fence and by people, in the order it happened. What people did is told from
 * their own entries, so a decision the fence stored for the same thing is left out.
 */
export function decisionWires(
  decided: readonly DecidedRow[],
  byHand: readonly HandInput[],
  fence: HandFence,
): DecisionWire[] {
  return [
    ...decided.filter(({ decision }) => !handRules.has(decision.explanation.rule)).map(decisionWire),
    // A drive-past that was confirmed says so itself.
    ...byHand.filter((row) => row.happenedAfter === null).map((row) => handWire(row, fence)),
  ].sort((a, b) => (a.occurred_at < b.occurred_at ? -1 : a.occurred_at > b.occurred_at ? 1 : 0));
}
