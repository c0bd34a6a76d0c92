import type { Evidence, FenceRules, SiteProfile } from "./types";

/**
 * What one fix says about one fence (GEO-3). `between` is the hysteresis band from the arrival edge to the
 * departure edge; `nothing` is a coarse fix that cannot even say "surely out".
 */
export type Claim = "surely_in" | "maybe_in" | "between" | "maybe_out" | "surely_out" | "nothing";

/** Accuracy in metres beyond which a fix cannot say "in" here: the larger of 150 m and the radius; 150 m for polygons. */
export function coarseAboveMeters(profile: SiteProfile, rules: FenceRules): number {
  return profile.shape.kind === "circle"
    ? Math.max(rules.coarseMeters, profile.shape.radiusMeters)
    : rules.coarseMeters;
}

/** Weighs a measured fix: the edge distance with its accuracy on both sides. */
export function claimOf(
  evidence: Pick<Evidence, "edgeMeters" | "accuracyMeters">,
  profile: SiteProfile,
  rules: FenceRules,
): Claim {
  const { edgeMeters, accuracyMeters } = evidence;
  if (edgeMeters - accuracyMeters > profile.departureMarginMeters) return "surely_out";
  if (accuracyMeters > coarseAboveMeters(profile, rules)) return "nothing";
  if (edgeMeters + accuracyMeters <= 0) return "surely_in";
  if (edgeMeters <= 0) return "maybe_in";
  return edgeMeters > profile.departureMarginMeters ? "maybe_out" : "between";
}

/** Whether a fix says "in" at all, surely or not. */
export function pointsInside(evidence: Evidence, profile: SiteProfile, rules: FenceRules): boolean {
  const claim = claimOf(evidence, profile, rules);
  return claim === "surely_in" || claim === "maybe_in";
}
