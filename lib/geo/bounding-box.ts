import { wrapLongitude } from "./destination";
import { earthRadiusMeters } from "./distance";
import type { LatLng } from "./types";

/** A latitude/longitude box in degrees. `west > east` means that it crosses 180°. */
export interface BoundingBox {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

const radiansPerDegree = Math.PI / 180;
/** Rounding must never lose a point on the rim: a tenth of a millimetre, in degrees. */
const slackDegrees = 1e-9;

/**
 * The smallest box that holds every place within `meters` of `center`. A circle that reaches a pole has all
 * longitudes. Half width: asin(sin r / cos φ) (Bronstein, spherical right triangle), wider than r / cos φ.
 */
export function boundingBoxAround(center: LatLng, meters: number): BoundingBox {
  const angle = meters / earthRadiusMeters;
  const dLat = angle / radiansPerDegree + slackDegrees;
  const south = center.lat - dLat;
  const north = center.lat + dLat;
  if (south <= -90 || north >= 90) {
    return { south: Math.max(-90, south), west: -180, north: Math.min(90, north), east: 180 };
  }
  const dLng =
    Math.asin(Math.min(1, Math.sin(angle) / Math.cos(center.lat * radiansPerDegree))) / radiansPerDegree +
    slackDegrees;
  if (dLng >= 180) return { south, west: -180, north, east: 180 };
  return { south, west: wrapLongitude(center.lng - dLng), north, east: wrapLongitude(center.lng + dLng) };
}

/** Whether a place lies in the box, its rim included. */
export function boxContains(box: BoundingBox, point: LatLng): boolean {
  if (point.lat < box.south || point.lat > box.north) return false;
  if (box.west <= box.east) {
    const wrapped = point.lng === 180 && box.east < 180 ? -180 : point.lng;
    return wrapped >= box.west && wrapped <= box.east;
  }
  return point.lng >= box.west || point.lng <= box.east;
}

/** A box that does not cross 180°, at least `meters` wider on every side; it ends at 180° and at the poles. */
export function widerBox(box: BoundingBox, meters: number): BoundingBox {
  const dLat = meters / earthRadiusMeters / radiansPerDegree;
  const south = Math.max(-90, box.south - dLat);
  const north = Math.min(90, box.north + dLat);
  const narrowest = Math.cos(Math.max(Math.abs(south), Math.abs(north)) * radiansPerDegree);
  const dLng = narrowest > 0 ? dLat / narrowest : 360;
  return { south, west: Math.max(-180, box.west - dLng), north, east: Math.min(180, box.east + dLng) };
}
