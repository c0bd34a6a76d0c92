import type { LatLng } from "./types";

/** Whether these are degrees on earth: finite, latitude in [-90, 90], longitude in [-180, 180]. */
export function isOnEarth(point: LatLng): boolean {
  return Math.abs(point.lat) <= 90 && Math.abs(point.lng) <= 180;
}

/**
 * Exactly 0°, 0° without a usable accuracy is what a phone sends when it has no position at all; nobody
 * services a job in the Gulf of Guinea.
 */
export function isNullIsland(point: LatLng, accuracyMeters: number | null): boolean {
  return point.lat === 0 && point.lng === 0 && !(accuracyMeters !== null && accuracyMeters > 0);
}
