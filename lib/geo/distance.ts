import type { LatLng } from "./types";

/** Mean earth radius R1 of the GRS-80/WGS-84 ellipsoid, metres (IUGG; Moritz, "Geodetic Reference System 1980"). */
export const earthRadiusMeters = 6_371_008.8;

const radiansPerDegree = Math.PI / 180;

/**
 * Great-circle distance in metres by the haversine formula (Sinnott, "Virtues of the Haversine", 1984), off by
 * at most 0.56 % from the ellipsoid. Longitude only enters through sin², so ±180° needs no special case.
 */
export function distanceMeters(a: LatLng, b: LatLng): number {
  const halfLat = Math.sin(((b.lat - a.lat) * radiansPerDegree) / 2);
  const halfLng = Math.sin(((b.lng - a.lng) * radiansPerDegree) / 2);
  const h =
    halfLat * halfLat +
    Math.cos(a.lat * radiansPerDegree) * Math.cos(b.lat * radiansPerDegree) * halfLng * halfLng;
  // Rounding can carry h past 1 for antipodes, where asin would be NaN.
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * True when the two places are certainly more than `meters` apart, told by latitude alone (no trigonometry).
 * False means "maybe": a great circle is never shorter than its share of latitude, but may be much longer.
 */
export function surelyFartherThan(a: LatLng, b: LatLng, meters: number): boolean {
  return Math.abs(b.lat - a.lat) * radiansPerDegree * earthRadiusMeters > meters;
}
