import type {
  Evidence,
  FenceExplanation,
  FenceRuleName,
  FenceRules,
  FenceState,
  FenceTransition,
  SiteProfile,
  VisitCloseReason,
  VisitOpenReason,
} from "./types";

/** What stays the same while one fence is stepped. */
export interface FenceTerms {
  readonly profile: SiteProfile;
  readonly rules: FenceRules;
}

/** What one input made of a fence. */
export interface FenceStep {
  readonly state: FenceState;
  readonly transitions: readonly FenceTransition[];
}

interface Opening {
  readonly at: number;
  readonly between: readonly [number | null, number];
  readonly openedBy: VisitOpenReason;
  readonly rule: FenceRuleName;
  /** The fix whose time and distance are told, null when no place is known. */
  readonly claim: Evidence | null;
  readonly evidence: readonly Evidence[];
}

interface Closing {
  readonly at: number;
  readonly between: readonly [number, number];
  readonly reason: VisitCloseReason;
  readonly rule: FenceRuleName;
  readonly claim: Evidence | null;
  readonly evidence: readonly Evidence[];
}

/** The stored reason of a decision, with the zones and rules it was made under. */
export function explanationOf(
  rule: FenceRuleName,
  evidence: readonly Evidence[],
  { profile, rules }: FenceTerms,
): FenceExplanation {
  const seen = new Set<string>();
  return {
    rule,
    evidence: evidence.filter((item) => !seen.has(item.fixId) && seen.add(item.fixId)),
    arrivalRadiusMeters: profile.shape.kind === "circle" ? profile.shape.radiusMeters : null,
    departureMarginMeters: profile.departureMarginMeters,
    rules,
  };
}

/** Opens a visit, or the last one again when it ended no longer than the cooldown ago (GEO-4). `state` keeps the rest. */
export function openVisit(state: FenceState, opening: Opening, terms: FenceTerms): FenceStep {
  const { at, between, openedBy, rule, claim, evidence } = opening;
  const explanation = explanationOf(rule, evidence, terms);
  const distanceMeters = claim?.distanceMeters ?? null;
  const { visitArrivedAt, lastDepartedAt } = state;
  const reopens =
    visitArrivedAt !== null && lastDepartedAt !== null && at - lastDepartedAt <= terms.rules.cooldownMs;
  return {
    state: {
      ...state,
      phase: "inside",
      visitArrivedAt: reopens ? visitArrivedAt : at,
      lastDepartedAt: null,
    },
    transitions: [
      reopens
        ? { kind: "reopened", at, visitArrivedAt, distanceMeters, explanation }
        : { kind: "arrived", at, between, distanceMeters, openedBy, explanation },
    ],
  };
}

/** Closes the open visit; a stay never ends before it began, whatever the clocks of phone and server say. */
export function closeVisit(before: FenceState, closing: Closing, terms: FenceTerms): FenceStep {
  const { stayedUntil: _over, ...state } = before;
  const visitArrivedAt = state.visitArrivedAt ?? closing.at;
  const at = Math.max(visitArrivedAt, closing.at);
  return {
    state: {
      ...state,
      phase: "outside",
      visitArrivedAt,
      lastDepartedAt: at,
      checkedInEdgeMeters: null,
    },
    transitions: [
      {
        kind: "departed",
        at,
        visitArrivedAt,
        between: [
          Math.min(at, Math.max(visitArrivedAt, closing.between[0])),
          Math.max(at, closing.between[1]),
        ],
        distanceMeters: closing.claim?.distanceMeters ?? null,
        reason: closing.reason,
        explanation: explanationOf(closing.rule, closing.evidence, terms),
      },
    ],
  };
}
