import { distance, toPlane } from "./plane";
import type { LatLng } from "./types";

/** Parts of town without a signal, plane metres: below the hill, behind the harbour sheds, the far bank of the creek. */
const DEAD_ZONES = [
  { x: -2050, y: -300, radius: 420 },
  { x: 1750, y: -1650, radius: 380 },
  { x: -1100, y: 1250, radius: 400 },
  { x: 950, y: 1750, radius: 340 },
] as const;

/** Whether a phone has no network there. */
export function inDeadZone(place: LatLng): boolean {
  const p = toPlane(place);
  return DEAD_ZONES.some((zone) => distance(p, zone) < zone.radius);
}
