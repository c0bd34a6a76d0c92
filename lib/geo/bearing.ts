import type { LatLng } from "./types";

const radiansPerDegree = Math.PI / 180;

/** Initial great-circle bearing from `a` to `b`, degrees clockwise from north in [0, 360); 0 for the same place. */
export function bearingDegrees(a: LatLng, b: LatLng): number {
  const latA = a.lat * radiansPerDegree;
  const latB = b.lat * radiansPerDegree;
  const dLng = (b.lng - a.lng) * radiansPerDegree;
  const east = Math.sin(dLng) * Math.cos(latB);
  const north = Math.cos(latA) * Math.sin(latB) - Math.sin(latA) * Math.cos(latB) * Math.cos(dLng);
  const degrees = Math.atan2(east, north) / radiansPerDegree;
  // The second remainder folds the 360 that rounding makes of a tiny negative angle.
  return ((degrees + 360) % 360) % 360;
}
