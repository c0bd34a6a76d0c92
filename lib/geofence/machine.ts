import { claimOf } from "./claim";
import { evidenceOf } from "./edge-distance";
import { checkIn, checkOut, stillHere, takeAway } from "./hand-steps";
import { closeVisit, type FenceStep, type FenceTerms, openVisit } from "./transition";
import type {
  Evidence,
  FenceInput,
  FenceRuleName,
  FenceRules,
  FenceState,
  FenceTurn,
  SiteProfile,
} from "./types";

export const initialFenceState: FenceState = {
  phase: "outside",
  seen: "outside",
  turn: null,
  visitArrivedAt: null,
  lastDepartedAt: null,
  lastSeenAt: null,
  checkedInEdgeMeters: null,
};

/**
 * The fence machine of GEO-3 and GEO-4 for one technician at one job: `(state, input) → {state, transitions}`.
 * Inputs come in time order (epoch ms). Whatever the clock would have decided up to an input is decided first, so
 * the result does not depend on when, or whether, clock inputs come in between. Silence closes nothing.
 */
export function stepFence(
  state: FenceState,
  input: FenceInput,
  profile: SiteProfile,
  rules: FenceRules,
): FenceStep {
  const terms = { profile, rules };
  // What is taken back must not be forgotten in the same moment.
  if (input.kind === "still_here") return stillHere(state, input, terms);
  const settled = settle(state, input.kind === "fix" ? input.fix.at : input.at, terms);
  const next = decide(settled.state, input, terms);
  return settled.transitions.length === 0
    ? next
    : { state: next.state, transitions: [...settled.transitions, ...next.transitions] };
}

/** The time (epoch ms) at which a clock input would open a visit, null while none would. */
export function fenceDeadline(state: FenceState, rules: FenceRules): number | null {
  return state.phase === "outside" ? dwellEndsAt(state, rules) : null;
}

function dwellEndsAt({ turn }: FenceState, rules: FenceRules): number | null {
  return turn?.proof && turn.fast ? turn.fast.at + rules.dwellMs : null;
}

function settle(before: FenceState, at: number, terms: FenceTerms): FenceStep {
  const state = forgetPassing(before, at, terms.rules);
  const { turn, lastDepartedAt } = state;
  const dwellEnd = dwellEndsAt(state, terms.rules);
  if (dwellEnd !== null && dwellEnd <= at && turn?.proof && turn.fast) {
    return comeIn(state, turn, turn.proof, "stayed_by_the_clock", [turn.proof.claim, turn.fast], terms);
  }
  const forgotten = lastDepartedAt !== null && turn === null && at - lastDepartedAt > terms.rules.cooldownMs;
  return stay(forgotten ? { ...state, visitArrivedAt: null, lastDepartedAt: null } : state);
}

function forgetPassing(state: FenceState, at: number, { cooldownMs }: FenceRules): FenceState {
  const { lastPassedAt, ...rest } = state;
  return lastPassedAt === undefined || at - lastPassedAt <= cooldownMs ? state : rest;
}

function decide(
  state: FenceState,
  input: Exclude<FenceInput, { kind: "still_here" }>,
  terms: FenceTerms,
): FenceStep {
  switch (input.kind) {
    case "clock":
      return stay(state);
    case "check_in":
      return checkIn(state, input, terms);
    case "check_out":
      return checkOut(state, input, terms);
    case "taken_away":
      return takeAway(state, input, initialFenceState, terms);
    case "fix":
      return weigh(state, evidenceOf(input.fix, terms.profile), terms);
  }
}

function weigh(before: FenceState, evidence: Evidence, terms: FenceTerms): FenceStep {
  const claim = claimOf(evidence, terms.profile, terms.rules);
  if (claim === "nothing") return stay(before);
  const { stayedUntil, ...known } = before;
  const isHeld = stayedUntil !== undefined && evidence.at <= stayedUntil;
  const state: FenceState = { ...(isHeld ? before : known), lastSeenAt: evidence.at };
  // The band is still on site for somebody who was there, so it ends an outward turn; it does not refute an inward
  // one. The traces come out the same either way. A van parked 110 m from the pin of a 100 m fence (12 m of noise)
  // has half the false departures when the band ends outward turns, and is found after 4 min instead of 11 when it
  // leaves inward ones alone.
  if (claim === "between") return stay(state.seen === "inside" ? { ...state, turn: null } : state);
  const inward = claim === "surely_in" || claim === "maybe_in";
  if (isHeld && !inward) return stay(state);
  const turn = state.turn ?? { after: before.lastSeenAt, first: null, fast: null, proof: null };
  if (inward !== (state.seen === "inside")) {
    const sure = claim === "surely_in" || claim === "surely_out";
    const proof = turn.proof ?? proofBy(turn, evidence, sure, terms.rules);
    return inward
      ? turnInward(state, turn, evidence, proof, terms)
      : turnOutward(state, turn, evidence, proof, terms);
  }
  // A fix from the side where the technician is believed to be ends every doubt about it.
  const settled = { ...state, turn: null };
  return inward || state.phase === "outside"
    ? stay(settled)
    : moveAway(settled, before.lastSeenAt, evidence, terms);
}

function stay(state: FenceState): FenceStep {
  return { state, transitions: [] };
}

/** Two fixes that agree prove it since the first of them, one sure fix since itself. */
function proofBy(turn: FenceTurn, evidence: Evidence, sure: boolean, rules: FenceRules): FenceTurn["proof"] {
  if (turn.first !== null && evidence.at - turn.first.at >= rules.agreementMs) {
    return { claim: turn.first, at: evidence.at };
  }
  return sure ? { claim: evidence, at: evidence.at } : null;
}

function turnInward(
  state: FenceState,
  turn: FenceTurn,
  evidence: Evidence,
  proof: FenceTurn["proof"],
  terms: FenceTerms,
): FenceStep {
  const { drivingMps, dwellMs } = terms.rules;
  const driving = evidence.speedMps !== null && evidence.speedMps > drivingMps;
  const fast = driving ? (turn.fast ?? evidence) : null;
  if (proof === null) return stay({ ...state, turn: { ...turn, first: turn.first ?? evidence, fast } });
  if (fast !== null && evidence.at - fast.at < dwellMs)
    return stay({ ...state, turn: { ...turn, fast, proof } });
  const drove = turn.proof !== null && turn.fast !== null;
  const shown = [proof.claim, ...(drove && turn.fast ? [turn.fast] : []), evidence];
  const single = proof.claim === evidence ? "surely_inside" : "two_fixes_inside";
  const rule = driving ? "stayed_by_the_clock" : drove ? "slowed_down_inside" : single;
  return comeIn(state, turn, proof, rule, shown, terms);
}

function comeIn(
  state: FenceState,
  turn: FenceTurn,
  proof: NonNullable<FenceTurn["proof"]>,
  rule: FenceRuleName,
  evidence: readonly Evidence[],
  terms: FenceTerms,
): FenceStep {
  const present: FenceState = { ...state, seen: "inside", turn: null, checkedInEdgeMeters: null };
  if (state.phase === "inside") return stay(present);
  const claim = proof.claim;
  const between = [turn.after, proof.at] as const;
  return openVisit(present, { at: claim.at, between, openedBy: "fence", rule, claim, evidence }, terms);
}

function turnOutward(
  state: FenceState,
  turn: FenceTurn,
  evidence: Evidence,
  proof: FenceTurn["proof"],
  terms: FenceTerms,
): FenceStep {
  if (proof === null) return stay({ ...state, turn: { ...turn, first: turn.first ?? evidence } });
  const gone: FenceState = { ...state, seen: "outside", turn: null };
  if (state.phase === "outside") return stay(gone);
  const claim = proof.claim;
  const rule = claim === evidence ? "surely_outside" : "two_fixes_outside";
  const between = [turn.after ?? claim.at, proof.at] as const;
  const shown = [claim, evidence];
  return closeVisit(gone, { at: claim.at, between, reason: "left", rule, claim, evidence: shown }, terms);
}

/**
 * A visit opened by hand away from the site has no fence to leave. It ends by GPS only once the technician is surely
 * the width of the approach zone (400 m by default) farther out than he was at check-in: less would punish a misplaced pin, a walk to the van
 * or a detour on the way in. Until then somebody checks out, or the fixes show him inside and then out.
 */
function moveAway(
  state: FenceState,
  lastSeenAt: number | null,
  evidence: Evidence,
  terms: FenceTerms,
): FenceStep {
  const from = state.checkedInEdgeMeters;
  if (from === null) {
    return stay({
      ...state,
      checkedInEdgeMeters: Math.max(0, evidence.edgeMeters) + evidence.accuracyMeters,
    });
  }
  const surelyAway =
    evidence.edgeMeters - evidence.accuracyMeters > from + terms.profile.approachMarginMeters;
  if (!surelyAway) return stay(state);
  return closeVisit(
    state,
    {
      at: evidence.at,
      between: [lastSeenAt ?? evidence.at, evidence.at],
      reason: "left",
      rule: "moved_away_from_check_in",
      claim: evidence,
      evidence: [evidence],
    },
    terms,
  );
}
