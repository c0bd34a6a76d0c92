import { distanceMeters } from "@/lib/geo/distance";
import type { FenceWay } from "@/lib/geofence/pass-fence";
import { PASSED_WITHIN_MS, SHORTEST_STOP_MS } from "@/lib/geofence/passed-through";
import type { FenceFix } from "@/lib/geofence/types";
import type { AcceptedFix } from "./types";

export interface CrossedWay extends FenceWay {
  readonly lengthMeters: number;
}

/**
 * The way to a fix from the accepted one before it, where there was time to stop on it unseen (GEO-3). How fast he was at
 * its beginning is not remembered from fix to fix: the speed at its end tells.
 * @returns null for the many that are too short, and where nothing was known for too long
 */
export function wayTo(last: AcceptedFix | null, to: FenceFix): CrossedWay | null {
  if (last === null) return null;
  const gapMs = to.at - last.at;
  if (gapMs < SHORTEST_STOP_MS || gapMs > PASSED_WITHIN_MS) return null;
  const { at, point, accuracyMeters } = last;
  const from = { at, point, accuracyMeters, speedMps: null };
  return { from, to, lengthMeters: distanceMeters(point, to.point) };
}
