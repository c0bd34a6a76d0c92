import { distanceMeters } from "@/lib/geo/distance";
import type { LatLng } from "@/lib/geo/types";
import type { SiteProfile } from "./types";

export const defaultApproachRadiusMeters = 500;
export const defaultArrivalRadiusMeters = 100;

export interface SiteInput {
  readonly center: LatLng;
  readonly arrivalRadiusMeters?: number;
  readonly approachRadiusMeters?: number | null;
  readonly departureRadiusMeters?: number | null;
  /** Corners of the arrival zone, at least three, closed or not; replaces the circle. */
  readonly polygon?: readonly LatLng[] | null;
}

/**
 * The zones of one job (GEO-1, GEO-3). Radii in metres from the pin: arrival 100 by default, approach 500,
 * departure the larger of 1.2 × arrival and arrival + 30. Around a polygon the same widths apply beyond its edge.
 * A departure or approach radius that is set inside the arrival zone counts as equal to it; the approach zone
 * is never narrower than the departure zone.
 */
export function siteProfile(input: SiteInput): SiteProfile {
  const arrival = input.arrivalRadiusMeters ?? defaultArrivalRadiusMeters;
  const departureMarginMeters =
    typeof input.departureRadiusMeters === "number"
      ? Math.max(0, input.departureRadiusMeters - arrival)
      : Math.max(0.2 * arrival, 30);
  const approach = input.approachRadiusMeters ?? defaultApproachRadiusMeters;
  const approachMarginMeters = Math.max(approach - arrival, departureMarginMeters);
  const ring = input.polygon ?? [];
  if (ring.length >= 3) {
    return {
      shape: { kind: "polygon", center: input.center, ring },
      reachMeters: Math.max(...ring.map((corner) => distanceMeters(input.center, corner))),
      approachMarginMeters,
      departureMarginMeters,
    };
  }
  return {
    shape: { kind: "circle", center: input.center, radiusMeters: arrival },
    reachMeters: arrival,
    approachMarginMeters,
    departureMarginMeters,
  };
}
