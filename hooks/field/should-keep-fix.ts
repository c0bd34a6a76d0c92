import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";

/** A phone may report every second; one fix in this time is enough while it hardly moves. */
const everyMs = 5000;
/** … or as soon as it has moved this far. */
const movedMeters = 20;

export interface KeptFix {
  at: number;
  point: LatLng;
}

/** Whether a fix says something the last one did not. Times are epoch ms. */
export function shouldKeepFix(last: KeptFix | null, next: KeptFix): boolean {
  if (last === null) return true;
  if (next.at <= last.at) return false;
  return next.at - last.at >= everyMs || distanceMeters(last.point, next.point) >= movedMeters;
}
