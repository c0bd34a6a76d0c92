import { distanceMeters } from "@/lib/geo/distance";
import { claimOf } from "@/lib/geofence/claim";
import { evidenceOf } from "@/lib/geofence/edge-distance";
import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import type { Evidence, FenceFix, SiteProfile } from "@/lib/geofence/types";

/** The figures that tell a stop from driving through. */
export const stopRules = {
  /** Who stays within this of one place, metres … */
  withinMeters: 60,
  /** … for this long has stopped, milliseconds: longer than a traffic light. */
  forMs: 120_000,
  /** Below this he stands, m/s; also over a silence, as the distance it covers tells. */
  standingMps: 1,
} as const;

/** One stay of one technician in an area (LOC-14); times epoch ms. */
export interface AreaStay {
  /** First and last fix that show him inside. */
  readonly enteredAt: number;
  readonly leftAt: number;
  /** Last moment known outside before it and first one after it; null when nothing is known. */
  readonly enteredAfter: number | null;
  readonly leftBefore: number | null;
  /** Fixes inside. */
  readonly fixes: number;
  /** How near he came to the middle of the area, metres. */
  readonly nearestMeters: number;
  /** The longest time within it of which nothing is known, milliseconds. */
  readonly longestSilenceMs: number;
  readonly kind: "stop" | "drive_through";
}

interface OpenStay extends Omit<AreaStay, "leftBefore"> {
  /** Where he may be standing, and since when. */
  readonly standing: Evidence;
  readonly last: Evidence;
  /** Last fix of any claim that did not show him outside. */
  readonly heardAt: number;
}

/** What is remembered between two fixes of one technician. */
export interface AreaState {
  readonly outsideAt: number | null;
  readonly stay: OpenStay | null;
  /** First uncertain fix on the other side, waiting for one that agrees. */
  readonly doubt: Evidence | null;
}

export const initialAreaState: AreaState = { outsideAt: null, stay: null, doubt: null };

export interface AreaStep {
  readonly state: AreaState;
  readonly ended: AreaStay | null;
}

/**
 * One more accepted fix of a technician, in time order. In and out are told as for fences (GEO-3): one fix that is surely on
 * a side, or two that agree 20 s apart; between the edge and `departureMarginMeters` beyond it nothing turns. Only fixes
 * inside make a stay: a line between two fixes that crosses the area is none. Silence ends nothing.
 */
export function stepArea(state: AreaState, fix: FenceFix, area: SiteProfile): AreaStep {
  const evidence = evidenceOf(fix, area);
  const claim = claimOf(evidence, area, defaultFenceRules);
  switch (claim) {
    case "nothing":
      return { state, ended: null };
    case "between":
      if (state.stay === null) return { state, ended: null };
      return { state: { ...state, stay: heard(state.stay, evidence), doubt: null }, ended: null };
    case "surely_in":
    case "maybe_in":
      return comeIn(state, evidence, claim === "surely_in");
    case "maybe_out":
    case "surely_out":
      return goOut(state, evidence, claim === "surely_out");
  }
}

/** The stay that is under way when there are no more fixes; null when there is none. */
export function endArea({ stay, doubt }: AreaState): AreaStay | null {
  return stay === null ? null : closed(stay, doubt?.at ?? null);
}

/** All stays of one technician. @param fixes accepted ones in time order */
export function staysInArea(fixes: readonly FenceFix[], area: SiteProfile): AreaStay[] {
  const stays: AreaStay[] = [];
  let state = initialAreaState;
  for (const fix of fixes) {
    const step = stepArea(state, fix, area);
    state = step.state;
    if (step.ended) stays.push(step.ended);
  }
  const open = endArea(state);
  return open ? [...stays, open] : stays;
}

function comeIn(state: AreaState, evidence: Evidence, sure: boolean): AreaStep {
  const { stay, doubt, outsideAt } = state;
  if (stay !== null) return { state: { ...state, stay: extend(stay, evidence), doubt: null }, ended: null };
  if (doubt !== null && agree(doubt, evidence)) {
    return { state: { ...state, stay: extend(begin(doubt, outsideAt), evidence), doubt: null }, ended: null };
  }
  if (!sure) return { state: { ...state, doubt: doubt ?? evidence }, ended: null };
  return { state: { ...state, stay: begin(evidence, outsideAt), doubt: null }, ended: null };
}

function goOut(state: AreaState, evidence: Evidence, sure: boolean): AreaStep {
  const { stay, doubt } = state;
  if (stay === null) return { state: { outsideAt: evidence.at, stay, doubt: null }, ended: null };
  const agrees = doubt !== null && agree(doubt, evidence);
  if (!sure && !agrees) return { state: { ...state, doubt: doubt ?? evidence }, ended: null };
  return {
    state: { outsideAt: evidence.at, stay: null, doubt: null },
    ended: closed(stay, doubt !== null && agrees ? doubt.at : evidence.at),
  };
}

function agree(first: Evidence, second: Evidence): boolean {
  return second.at - first.at >= defaultFenceRules.agreementMs;
}

function begin(evidence: Evidence, enteredAfter: number | null): OpenStay {
  return {
    enteredAt: evidence.at,
    leftAt: evidence.at,
    enteredAfter,
    fixes: 1,
    nearestMeters: evidence.distanceMeters,
    longestSilenceMs: 0,
    kind: "drive_through",
    standing: evidence,
    last: evidence,
    heardAt: evidence.at,
  };
}

function heard(stay: OpenStay, { at }: Evidence): OpenStay {
  return { ...stay, heardAt: at, longestSilenceMs: Math.max(stay.longestSilenceMs, at - stay.heardAt) };
}

function extend(stay: OpenStay, evidence: Evidence): OpenStay {
  const moved = distanceMeters(stay.standing.point, evidence.point) > stopRules.withinMeters;
  const standing = moved ? evidence : stay.standing;
  const stopped = evidence.at - standing.at >= stopRules.forMs || stoodSince(stay.last, evidence);
  return {
    ...heard(stay, evidence),
    leftAt: evidence.at,
    fixes: stay.fixes + 1,
    nearestMeters: Math.min(stay.nearestMeters, evidence.distanceMeters),
    kind: stopped ? "stop" : stay.kind,
    standing,
    last: evidence,
  };
}

/** Whether a silence was spent standing: he stood when it began, or it is too long for the way between. */
function stoodSince(from: Evidence, to: Evidence): boolean {
  const ms = to.at - from.at;
  if (ms < stopRules.forMs) return false;
  return stands(from) || distanceMeters(from.point, to.point) < (stopRules.standingMps * ms) / 1000;
}

function stands({ speedMps }: Evidence): boolean {
  return speedMps !== null && speedMps < stopRules.standingMps;
}

function closed({ standing: _, last, heardAt: __, ...stay }: OpenStay, leftBefore: number | null): AreaStay {
  const stoodAtEnd = leftBefore !== null && leftBefore - last.at >= stopRules.forMs && stands(last);
  return { ...stay, leftBefore, kind: stoodAtEnd ? "stop" : stay.kind };
}
