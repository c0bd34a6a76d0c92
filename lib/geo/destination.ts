import { earthRadiusMeters } from "./distance";
import type { LatLng } from "./types";

const radiansPerDegree = Math.PI / 180;

/** Longitude folded into [-180, 180). */
export function wrapLongitude(degrees: number): number {
  if (degrees >= -180 && degrees < 180) return degrees;
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** The place `meters` away from `from` along the great circle that starts at `bearing` degrees clockwise from north. */
export function destinationPoint(from: LatLng, bearing: number, meters: number): LatLng {
  const angle = meters / earthRadiusMeters;
  const lat = from.lat * radiansPerDegree;
  const heading = bearing * radiansPerDegree;
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(heading);
  const targetLat = Math.asin(Math.min(1, Math.max(-1, sinLat)));
  // In this form (not the usual cos δ − sin φ sin φ₂) the second term does not vanish at the poles.
  const dLng = Math.atan2(
    Math.sin(heading) * Math.sin(angle),
    Math.cos(lat) * Math.cos(angle) - Math.sin(lat) * Math.sin(angle) * Math.cos(heading),
  );
  return { lat: targetLat / radiansPerDegree, lng: wrapLongitude(from.lng + dLng / radiansPerDegree) };
}
