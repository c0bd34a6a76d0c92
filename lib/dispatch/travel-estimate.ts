import { distanceMeters } from "@/lib/geo/distance";
import type { LivePosition } from "@/lib/realtime/live-position";
import type { JobWire } from "@/lib/realtime/protocol";

/** Streets are longer than the straight line by about this (Ballou et al. 2002 give 1.2–1.6 for cities). */
export const DETOUR_FACTOR = 1.35;
/** Door-to-door pace in town, traffic lights included: 25 km/h. */
export const TOWN_PACE_MPS = 25 / 3.6;

/**
 * Rough driving time to a site, ms, from the straight line; good for "about 4 min", not for a promise. A steady
 * town pace is used because the speed of one moment says more about the nearest traffic light than about the way.
 */
export function estimateTravelMs(
  position: Pick<LivePosition, "point">,
  job: Pick<JobWire, "latitude" | "longitude">,
): number {
  const straight = distanceMeters(position.point, { lat: job.latitude, lng: job.longitude });
  return ((straight * DETOUR_FACTOR) / TOWN_PACE_MPS) * 1000;
}
