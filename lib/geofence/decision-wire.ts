import type { decisions, handInputs } from "@/drizzle/schema/geofence";
import type { ExplanationWire } from "@/lib/realtime/protocol";
import { explanationWire } from "./explanation-wire";
import { fenceRules } from "./fence-rules";
import type { FenceRuleName, VisitCloseReason } from "./types";

export interface DecisionWire {
  id: string;
  kind: "arrived" | "reopened" | "departed";
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
  explanation: ExplanationWire;
}

type Decision = typeof decisions.$inferSelect;
type HandInput = typeof handInputs.$inferSelect;

const handRules: ReadonlySet<FenceRuleName> = new Set(["checked_in_by_hand", "checked_out_by_hand"]);

const tenth = (meters: number | null) => (meters === null ? null : Math.round(meters * 10) / 10);

function decisionWire(row: Decision, closeReason: VisitCloseReason | null): DecisionWire {
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
    explanation: explanationWire({ kind: row.kind, explanation: row.explanation, reason: closeReason }),
  };
}

/** A check-in or check-out told like a decision of the fence, so that one 3 km away is visible as such (GEO-10). */
function handWire(row: HandInput, fence: HandFence): DecisionWire {
  const kind = row.kind === "check_in" ? "arrived" : "departed";
  const explanation = explanationWire({
    kind,
    reason: kind === "departed" ? "check_out" : null,
    explanation: {
      rule: row.kind === "check_in" ? "checked_in_by_hand" : "checked_out_by_hand",
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
  decided: readonly { decision: Decision; closeReason: VisitCloseReason | null }[],
  byHand: readonly HandInput[],
  fence: HandFence,
): DecisionWire[] {
  return [
    ...decided
      .filter(({ decision }) => !handRules.has(decision.explanation.rule))
      .map(({ decision, closeReason }) => decisionWire(decision, closeReason)),
    ...byHand.map((row) => handWire(row, fence)),
  ].sort((a, b) => (a.occurred_at < b.occurred_at ? -1 : a.occurred_at > b.occurred_at ? 1 : 0));
}
