import { bearingDegrees } from "./bearing";
import { distanceMeters } from "./distance";
import type { LatLng } from "./types";

interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Azimuthal equidistant projection: metres east (x) and north (y) of `origin`, exact along every ray from it
 * (Snyder, "Map Projections: A Working Manual", 1987, p. 191). Knows neither 180° nor poles as special places.
 */
export function localPlane(origin: LatLng, point: LatLng): PlanePoint {
  const distance = distanceMeters(origin, point);
  const angle = (bearingDegrees(origin, point) * Math.PI) / 180;
  return { x: distance * Math.sin(angle), y: distance * Math.cos(angle) };
}

/**
 * Signed distance in metres from a place to the edge of a ring: negative inside, positive outside (even-odd rule).
 * The ring has at least three corners, closed or not, either direction; its edges are straight lines in the local
 * plane round `origin`, which should lie near the ring. Within 100 km of `origin` the error is below 0.01 %.
 */
export function signedDistanceToRing(origin: LatLng, ring: readonly LatLng[], point: LatLng): number {
  const at = localPlane(origin, point);
  let inside = false;
  let nearestSquared = Number.MAX_VALUE;
  const last = ring.at(-1);
  if (last === undefined || ring.length < 3) throw new RangeError("A ring needs at least three corners.");
  let from = localPlane(origin, last);
  for (const corner of ring) {
    const to = localPlane(origin, corner);
    if (from.y > at.y !== to.y > at.y) {
      const crossing = from.x + ((at.y - from.y) / (to.y - from.y)) * (to.x - from.x);
      if (at.x < crossing) inside = !inside;
    }
    nearestSquared = Math.min(nearestSquared, squaredDistanceToSegment(at, from, to));
    from = to;
  }
  const nearest = Math.sqrt(nearestSquared);
  return inside ? -nearest : nearest;
}

function squaredDistanceToSegment(at: PlanePoint, from: PlanePoint, to: PlanePoint): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const along =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length));
  const x = from.x + along * dx - at.x;
  const y = from.y + along * dy - at.y;
  return x * x + y * y;
}
