import { type Claim, claimOf } from "./claim";
import { edgeDistance, evidenceOf } from "./edge-distance";
import { passedThrough, type SegmentEnd } from "./passed-through";
import { explanationOf, type FenceStep, type FenceTerms } from "./transition";
import type { FenceFix, FenceState } from "./types";

/** Two accepted fixes that follow each other. */
export interface FenceWay {
  readonly from: SegmentEnd;
  readonly to: FenceFix;
}

/**
 * Whether somebody has to be asked about a way that passed a fence (GEO-3). Not while anything else is going on there: no
 * visit before or after it, nobody coming or going, neither fix in the band round the fence, and none within the cooldown
 * after the last visit or the last question.
 * @param before of the way's second fix
 * @param after it
 * @returns null when there is nothing to ask
 */
export function passFence(
  before: FenceState,
  after: FenceState,
  { from, to }: FenceWay,
  terms: FenceTerms,
): FenceStep | null {
  const { profile, rules } = terms;
  if (!isQuiet(before) || !isQuiet(after)) return null;
  const isRecent = (at: number | null | undefined) => at != null && to.at - at <= rules.cooldownMs;
  if (isRecent(before.lastDepartedAt) || isRecent(before.lastPassedAt)) return null;
  const passed = passedThrough(from, to, profile);
  if (passed === null) return null;
  const first = { ...from, ...edgeDistance(profile.shape, from.point), reportedAccuracyMeters: null };
  const second = evidenceOf(to, profile);
  const isOut = (claim: Claim) => claim === "surely_out" || claim === "maybe_out";
  if (!isOut(claimOf(first, profile, rules)) || !isOut(claimOf(second, profile, rules))) return null;
  return {
    state: { ...after, lastPassedAt: to.at },
    transitions: [
      {
        kind: "passed",
        at: to.at,
        from: first,
        distanceMeters: null,
        passed,
        explanation: { ...explanationOf("passed_through", [second], terms), passed },
      },
    ],
  };
}

function isQuiet({ phase, seen, turn }: FenceState): boolean {
  return phase === "outside" && seen === "outside" && turn === null;
}
