import type { ExplanationWire } from "@/lib/realtime/protocol";
import type { Decision } from "./explain";
import { explainInEnglish } from "./explain-in-english";

const tenth = (value: number) => Math.round(value * 10) / 10;

/** A decision's reason as the API and the events carry it (GEO-11): the sentence, and the fixes to draw. */
export function explanationWire(decision: Decision): ExplanationWire {
  const { explanation } = decision;
  return {
    rule: explanation.rule,
    sentence: explainInEnglish(decision),
    radius_meters: explanation.arrivalRadiusMeters,
    departure_margin_meters: explanation.departureMarginMeters,
    evidence: explanation.evidence.map((fix) => ({
      fix_id: fix.fixId,
      recorded_at: new Date(fix.at).toISOString(),
      latitude: fix.point.lat,
      longitude: fix.point.lng,
      distance_meters: tenth(fix.distanceMeters),
      edge_meters: tenth(fix.edgeMeters),
      accuracy_meters: fix.reportedAccuracyMeters,
      speed: fix.speedMps,
    })),
  };
}
