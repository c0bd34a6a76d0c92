import { pointsInside } from "./claim";
import { closeVisit, type FenceStep, type FenceTerms, openVisit } from "./transition";
import type { Evidence, FenceInput, FenceState } from "./types";

type InputOf<Kind extends FenceInput["kind"]> = Extract<FenceInput, { kind: Kind }>;

function shown(evidence: Evidence | null): readonly Evidence[] {
  return evidence === null ? [] : [evidence];
}

/**
 * A person says "I am here": the visit opens at once, wherever the fixes are (GEO-10). A fix inside at that moment
 * is confirmed by it; otherwise the fixes have to show the technician inside before they can show him leaving.
 * While a visit is open it only ends doubts about a departure.
 */
export function checkIn(state: FenceState, input: InputOf<"check_in">, terms: FenceTerms): FenceStep {
  const { at, evidence } = input;
  if (state.phase === "inside") {
    return { state: state.seen === "inside" ? { ...state, turn: null } : state, transitions: [] };
  }
  const present =
    state.seen === "inside" || (evidence !== null && pointsInside(evidence, terms.profile, terms.rules));
  const opened: FenceState = {
    ...state,
    seen: present ? "inside" : "outside",
    turn: present ? null : state.turn,
    checkedInEdgeMeters:
      present || evidence === null ? null : Math.max(0, evidence.edgeMeters) + evidence.accuracyMeters,
  };
  return openVisit(
    opened,
    {
      at,
      between: [input.after ?? at, at],
      openedBy: input.after === undefined ? "check_in" : "confirmed",
      rule: input.after === undefined ? "checked_in_by_hand" : "confirmed_by_hand",
      claim: evidence,
      evidence: shown(evidence),
    },
    terms,
  );
}

/**
 * A person says "I am done here": the visit closes at once. While the fixes still show the technician inside, they
 * open no other one until they have shown him outside.
 */
export function checkOut(state: FenceState, input: InputOf<"check_out">, terms: FenceTerms): FenceStep {
  const { at, evidence } = input;
  const comingIn = state.seen === "outside" && state.turn !== null;
  const disarmed: FenceState = comingIn ? { ...state, seen: "inside", turn: null } : state;
  if (state.phase === "outside") return { state: disarmed, transitions: [] };
  return closeVisit(
    disarmed,
    {
      at,
      between: [input.after ?? at, at],
      reason: "check_out",
      rule: input.after === undefined ? "checked_out_by_hand" : "confirmed_by_hand",
      claim: evidence,
      evidence: shown(evidence),
    },
    terms,
  );
}

/**
 * A person says "he has not left": the visit goes on as if he had not, however long ago the cooldown ended, and up to
 * `until` no fix shows him leaving. Then the fence has to see him out anew. Where late fixes have moved the departure behind
 * this moment, the visit is still open and only held; where none is remembered any more, one is opened by hand.
 */
export function stillHere(state: FenceState, input: InputOf<"still_here">, terms: FenceTerms): FenceStep {
  const { at, until } = input;
  const held: FenceState = {
    ...state,
    seen: "inside",
    turn: null,
    checkedInEdgeMeters: null,
    stayedUntil: Math.max(until, state.stayedUntil ?? until),
  };
  if (state.phase === "inside") return { state: held, transitions: [] };
  return openVisit(
    { ...held, lastDepartedAt: state.lastDepartedAt === null ? null : at },
    {
      at,
      between: [at, at],
      openedBy: "check_in",
      rule: "still_here_by_hand",
      claim: null,
      evidence: [],
    },
    terms,
  );
}

/** The job is no longer this technician's: an open visit closes with that reason (GEO-7) and all is forgotten. */
export function takeAway(
  state: FenceState,
  input: InputOf<"taken_away">,
  initial: FenceState,
  terms: FenceTerms,
): FenceStep {
  if (state.phase === "outside") return { state: initial, transitions: [] };
  const { at, reason } = input;
  const closing = {
    at,
    between: [at, at],
    reason,
    rule: "job_taken_away",
    claim: null,
    evidence: [],
  } as const;
  return { state: initial, transitions: closeVisit(state, closing, terms).transitions };
}
