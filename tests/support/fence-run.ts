import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import { initialFenceState, stepFence } from "@/lib/geofence/machine";
import { siteProfile } from "@/lib/geofence/site-profile";
import type { FenceFix, FenceInput, FenceState, FenceTransition, SiteProfile } from "@/lib/geofence/types";
import { apiFix, classicSite, eastOfSite, seconds } from "./fixes";

const profile100 = siteProfile({ center: classicSite });

/** `[second, metres east of the pin, accuracy, speed]`, or a second at which nothing but the clock speaks. */
export type Step = readonly [at: number, distance: number, accuracy?: number, speed?: number | null] | number;

function fixOf([at, distance, accuracy = 0, speed = null]: Exclude<Step, number>): FenceFix {
  const fix = apiFix(seconds(at), eastOfSite(distance));
  return {
    fixId: fix.fixId,
    at: fix.at,
    point: fix.point,
    accuracyMeters: accuracy,
    reportedAccuracyMeters: accuracy > 0 ? accuracy : null,
    speedMps: speed,
  };
}

function inputOf(step: Step): FenceInput {
  return typeof step === "number" ? { kind: "clock", at: seconds(step) } : { kind: "fix", fix: fixOf(step) };
}

/** Steps the machine at one fence; the 100 m fence of the classic site unless said. */
export function run(
  steps: readonly Step[],
  profile: SiteProfile = profile100,
  from: FenceState = initialFenceState,
) {
  let state = from;
  const transitions: FenceTransition[] = [];
  for (const step of steps) {
    const next = stepFence(state, inputOf(step), profile, defaultFenceRules);
    state = next.state;
    transitions.push(...next.transitions);
  }
  return { state, transitions };
}

/** "kind@second rule", what a test of times wants to see. */
export function told(transitions: readonly FenceTransition[]): string[] {
  return transitions.map(
    ({ kind, at, explanation }) => `${kind}@${(at - seconds(0)) / 1000} ${explanation.rule}`,
  );
}
