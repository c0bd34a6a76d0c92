import type { MeasuredTravel } from "./types";

/**
 * What is believed before a company has driven enough. Streets are longer than the straight line by 1.2 to 1.6 in cities
 * (Ballou et al. 2002), town traffic with its lights makes 25 km/h from door to door.
 */
export const ASSUMED_TRAVEL: MeasuredTravel = {
  detour: 1.35,
  paceMps: 25 / 3.6,
  spread: [0.7, 1.5],
  trips: 0,
};

/** Fewer trips say more about the trips than about the streets. */
export const LEAST_TRIPS = 20;

/** Shorter than this, parking and one-way streets decide, metres and milliseconds. */
const LEAST_STRAIGHT_METERS = 500;
const LEAST_DURATION_MS = 60_000;

/** What no area exceeds; measured values beyond come from round trips or broken phones. */
const DETOUR_LIMITS = [1.05, 2.5] as const;
const PACE_LIMITS_MPS = [2, 30] as const;
const FAST_LIMITS = [0.4, 0.95] as const;
const SLOW_LIMITS = [1.1, 3] as const;

export interface DrivenTrip {
  readonly straightMeters: number;
  readonly drivenMeters: number;
  readonly durationMs: number;
}

/**
 * Detour, pace and spread of a company's trips: medians and the middle eight tenths, so that round trips and detours for
 * lunch do not move them.
 * @returns `ASSUMED_TRAVEL` until at least `LEAST_TRIPS` are long enough to say something
 */
export function measureTravel(trips: readonly DrivenTrip[]): MeasuredTravel {
  const telling = trips.filter(
    (trip) =>
      trip.straightMeters >= LEAST_STRAIGHT_METERS &&
      trip.durationMs >= LEAST_DURATION_MS &&
      trip.drivenMeters > 0,
  );
  if (telling.length < LEAST_TRIPS) return ASSUMED_TRAVEL;
  const detour = within(
    quantile(
      telling.map((trip) => trip.drivenMeters / trip.straightMeters),
      0.5,
    ),
    DETOUR_LIMITS,
  );
  const paceMps = within(
    quantile(
      telling.map((trip) => trip.drivenMeters / (trip.durationMs / 1000)),
      0.5,
    ),
    PACE_LIMITS_MPS,
  );
  const ratios = telling.map((trip) => trip.durationMs / 1000 / ((trip.straightMeters * detour) / paceMps));
  return {
    detour,
    paceMps,
    spread: [within(quantile(ratios, 0.1), FAST_LIMITS), within(quantile(ratios, 0.9), SLOW_LIMITS)],
    trips: telling.length,
  };
}

/** The value below which a share of the values lies. @param values at least one */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function within(value: number, [least, most]: readonly [number, number]): number {
  return Math.min(most, Math.max(least, value));
}
