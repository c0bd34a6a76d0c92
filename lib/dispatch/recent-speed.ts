import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";

/** How far back speed is looked at, milliseconds: longer than a red light, shorter than a part of town. */
export const RECENT_MS = 3 * 60_000;
/** A shorter stretch says more about two fixes than about the drive, milliseconds. */
const LEAST_SPAN_MS = 45_000;

export interface TimedPlace {
  readonly point: LatLng;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Mean speed of the last minutes along what was driven, stops included, metres per second; null when too little is known.
 * @param places of one technician in time order
 */
export function recentSpeedMps(places: readonly TimedPlace[]): number | null {
  const last = places.at(-1);
  if (!last) return null;
  const recent = places.filter((place) => place.at >= last.at - RECENT_MS);
  const span = last.at - (recent[0]?.at ?? last.at);
  if (span < LEAST_SPAN_MS) return null;
  let meters = 0;
  for (let index = 1; index < recent.length; index += 1) {
    const [from, to] = [recent[index - 1], recent[index]];
    if (from && to) meters += distanceMeters(from.point, to.point);
  }
  return meters / (span / 1000);
}
