import type { Evidence, FenceExplanation, FenceRuleName, FenceTransition, VisitCloseReason } from "./types";

/** A decision as the machine emits it or as it was stored. */
export interface Decision {
  readonly kind: FenceTransition["kind"];
  readonly explanation: FenceExplanation;
  readonly reason?: VisitCloseReason | null;
}

/** One sentence of `lib/i18n/*\/explain.json`: the message and its ICU values (metres, km/h, seconds; rounded). */
export interface ExplainMessage {
  readonly id: FenceRuleName;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Why a decision was made (GEO-11), as a message for `useTranslations("explain")`: `t(message.id, message.values)`. */
export function explain(
  decision: Decision,
  context: { readonly jobNumber?: string | number | null } = {},
): ExplainMessage {
  const { rule, evidence, arrivalRadiusMeters, departureMarginMeters, rules } = decision.explanation;
  const [first, second] = shownFixes(decision.explanation);
  return {
    id: rule,
    values: {
      kind: decision.kind,
      reason: decision.reason ?? "left",
      shape: arrivalRadiusMeters === null ? "polygon" : "circle",
      radius: Math.round(arrivalRadiusMeters ?? 0),
      margin: Math.round(departureMarginMeters),
      dwell: Math.round(rules.dwellMs / 1000),
      hasPlace: evidence.length > 0 ? "yes" : "no",
      hasSecond: evidence.length > 1 ? "yes" : "no",
      hasJobNumber: context.jobNumber === undefined || context.jobNumber === null ? "no" : "yes",
      jobNumber: String(context.jobNumber ?? ""),
      ...passedValues(decision.explanation),
      ...gapValues(first, second),
      ...fixValues(1, first),
      ...fixValues(2, second),
    },
  };
}

/** Minutes of which the driving takes the rest; whole, and never "0 min". */
function passedValues({ passed }: FenceExplanation) {
  return { slack: Math.max(1, Math.round((passed?.slackMs ?? 0) / 60_000)) };
}

/** The two fixes a sentence tells about; where a drive was slowed or timed, the fast one comes first. */
function shownFixes({
  rule,
  evidence,
  rules,
}: FenceExplanation): [Evidence | undefined, Evidence | undefined] {
  const drove = rule === "slowed_down_inside" || rule === "stayed_by_the_clock";
  const first = drove ? evidence.find(({ speedMps }) => (speedMps ?? 0) > rules.drivingMps) : evidence[0];
  return [first ?? evidence[0], evidence.at(-1)];
}

function gapValues(first: Evidence | undefined, second: Evidence | undefined) {
  const seconds = first && second ? Math.round((second.at - first.at) / 1000) : 0;
  if (seconds < 120) return { gap: seconds, gapUnit: "s" };
  if (seconds < 7200) return { gap: Math.round(seconds / 60), gapUnit: "min" };
  return { gap: Math.round(seconds / 360) / 10, gapUnit: "h" };
}

function fixValues(index: 1 | 2, fix: Evidence | undefined): Record<string, string | number> {
  const meters = Math.round(fix?.distanceMeters ?? 0);
  const accuracy = fix?.reportedAccuracyMeters ?? null;
  const speed = fix?.speedMps ?? null;
  return {
    [`distance${index}`]: meters < 1000 ? meters : Math.round(meters / 100) / 10,
    [`unit${index}`]: meters < 1000 ? "m" : "km",
    [`hasAccuracy${index}`]: accuracy === null ? "no" : "yes",
    [`accuracy${index}`]: Math.round(accuracy ?? 0),
    [`hasSpeed${index}`]: speed === null ? "no" : "yes",
    [`speed${index}`]: Math.round((speed ?? 0) * 3.6),
  };
}
