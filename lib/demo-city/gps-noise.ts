import { toLatLng, toPlane } from "./plane";
import { between, gaussian, type Random } from "./random";
import type { LatLng } from "./types";

/** How far off a receiver is just now: metres east and north, and for how many more seconds it sees few satellites. */
export type GpsError = { east: number; north: number; poorSeconds: number; sigma: number };

export type GpsReading = { place: LatLng; accuracyMeters: number };

export const NO_GPS_ERROR: GpsError = { east: 0, north: 0, poorSeconds: 0, sigma: 5 };

/** Errors of a phone wander slowly: half gone after about this long (first-order Gauss–Markov, common in GNSS models). */
const CORRELATION_SECONDS = 40;
/** Between tall houses: once in ten minutes or so, for a quarter to three quarters of a minute. */
const POOR_EVERY_SECONDS = 600;

/**
 * The error `seconds` later. Mostly 3 to 12 m, now and then 30 to 60 m for a short while. `random` is drawn from
 * the same number of times on every call but the rare ones that begin a poor spell.
 */
export function wander(error: GpsError, seconds: number, random: Random): GpsError {
  const keep = Math.exp(-seconds / CORRELATION_SECONDS);
  const fresh = Math.sqrt(1 - keep * keep);
  let { poorSeconds, sigma } = error;
  poorSeconds = Math.max(0, poorSeconds - seconds);
  if (poorSeconds === 0) {
    sigma = Math.min(8.5, Math.max(2.5, sigma > 9 ? 5 : sigma + gaussian(random) * 0.35));
    if (random() < seconds / POOR_EVERY_SECONDS) {
      poorSeconds = between(random, 15, 45);
      sigma = between(random, 22, 40);
    }
  }
  return {
    east: error.east * keep + gaussian(random) * fresh * sigma,
    north: error.north * keep + gaussian(random) * fresh * sigma,
    poorSeconds,
    sigma,
  };
}

/** What the receiver says when it is truly at `place`. The accuracy it claims is honest to about a fifth. */
export function readGps(place: LatLng, error: GpsError, random: Random): GpsReading {
  const p = toPlane(place);
  return {
    place: toLatLng({ x: p.x + error.east, y: p.y + error.north }),
    accuracyMeters: Math.round(error.sigma * 1.5 * between(random, 0.85, 1.2) * 10) / 10,
  };
}
