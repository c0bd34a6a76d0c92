import { distanceMeters, surelyFartherThan } from "@/lib/geo/distance";
import { signedDistanceToRing } from "@/lib/geo/polygon";
import type { LatLng } from "@/lib/geo/types";
import type { Evidence, FenceFix, FenceShape, SiteProfile } from "./types";

/** Metres from the pin, and signed metres from the arrival edge: negative inside, positive outside. */
export interface EdgeDistance {
  readonly distanceMeters: number;
  readonly edgeMeters: number;
}

/** How a place lies to an arrival zone. */
export function edgeDistance(shape: FenceShape, point: LatLng): EdgeDistance {
  const distance = distanceMeters(shape.center, point);
  return {
    distanceMeters: distance,
    edgeMeters:
      shape.kind === "circle"
        ? distance - shape.radiusMeters
        : signedDistanceToRing(shape.center, shape.ring, point),
  };
}

/** True when the arrival edge is certainly more than `beyondMeters` away from a place that lies outside. Cheap. */
export function surelyBeyond(profile: SiteProfile, point: LatLng, beyondMeters: number): boolean {
  const reach = profile.reachMeters + beyondMeters;
  const center = profile.shape.center;
  return surelyFartherThan(center, point, reach) || distanceMeters(center, point) > reach;
}

/** A fix measured against one fence: what the machine weighs and what an explanation keeps. */
export function evidenceOf(fix: FenceFix, profile: SiteProfile): Evidence {
  return {
    fixId: fix.fixId,
    at: fix.at,
    point: fix.point,
    ...edgeDistance(profile.shape, fix.point),
    accuracyMeters: fix.accuracyMeters,
    reportedAccuracyMeters: fix.reportedAccuracyMeters,
    speedMps: fix.speedMps,
  };
}
