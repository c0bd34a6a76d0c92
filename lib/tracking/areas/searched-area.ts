import type { BoundingBox } from "@/lib/geo/bounding-box";
import { boundingBoxAround, widerBox } from "@/lib/geo/bounding-box";
import { distanceMeters } from "@/lib/geo/distance";
import { boxOfRing, crossesItself, ringAreaSquareMeters } from "@/lib/geo/ring";
import type { LatLng } from "@/lib/geo/types";
import { defaultFenceRules } from "@/lib/geofence/fence-rules";
import type { SiteProfile } from "@/lib/geofence/types";

/** What one search may cover; more is refused with a sentence (LOC-14). */
export const areaLimits = {
  corners: 100,
  /** Corner to corner of the box round it, metres. */
  acrossMeters: 100_000,
  /** Below this most phones cannot tell inside from outside, square metres. */
  leastSquareMeters: 100,
  /** Square kilometres times days: 1,000 km² of a month. */
  squareKilometerDays: 30_000,
} as const;

/** How far beyond the edge somebody counts as outside, metres. */
const DEPARTURE_MARGIN_METERS = 30;

/** Accuracy of the worst fix that can tell in from out, metres (GEO-3). */
const COARSEST_METERS = defaultFenceRules.coarseMeters;

/** Accuracy of a fix from the open street, metres. */
export const EXACT_METERS = 30;
/** For the difference between a box and the distance to an edge, metres. */
const SLACK_METERS = 10;

export type AreaInput =
  | { readonly circle: { readonly center: LatLng; readonly radiusMeters: number } }
  /** Corners in order, not closed. */
  | { readonly ring: readonly LatLng[] };

/** An area that can be searched. */
export interface SearchedArea {
  readonly profile: SiteProfile;
  /** Whatever lies outside of this box is surely outside of the area, however exact it is. Does not cross 180°. */
  readonly box: BoundingBox;
  /** The same for fixes that are exact to `EXACT_METERS`: most are, and most people in the box are just next to the area. */
  readonly exactBox: BoundingBox;
  readonly squareKilometers: number;
}

export type AreaRefusal = "crosses_itself" | "crosses_180" | "too_small" | "too_large";

/** Measures an area, or says why it cannot be searched. */
export function searchedArea(input: AreaInput): SearchedArea | AreaRefusal {
  if ("circle" in input) return circleArea(input.circle.center, input.circle.radiusMeters);
  const { ring } = input;
  const box = boxOfRing(ring);
  // A ring that is drawn across 180° looks like one round the other way.
  if (box.east - box.west > 180) return "crosses_180";
  if (acrossMeters(box) > areaLimits.acrossMeters) return "too_large";
  if (crossesItself(ring)) return "crosses_itself";
  const squareMeters = ringAreaSquareMeters(ring);
  if (squareMeters < areaLimits.leastSquareMeters) return "too_small";
  const center = { lat: (box.south + box.north) / 2, lng: (box.west + box.east) / 2 };
  const reachMeters = Math.max(...ring.map((corner) => distanceMeters(center, corner)));
  return {
    profile: { shape: { kind: "polygon", center, ring }, reachMeters, ...margins },
    box: widerBox(box, DEPARTURE_MARGIN_METERS + COARSEST_METERS),
    exactBox: widerBox(box, DEPARTURE_MARGIN_METERS + EXACT_METERS + SLACK_METERS),
    squareKilometers: squareMeters / 1e6,
  };
}

const margins = {
  approachMarginMeters: DEPARTURE_MARGIN_METERS,
  departureMarginMeters: DEPARTURE_MARGIN_METERS,
} as const;

function circleArea(center: LatLng, radiusMeters: number): SearchedArea | AreaRefusal {
  const box = boundingBoxAround(center, radiusMeters);
  if (box.west > box.east || box.east - box.west >= 360) return "crosses_180";
  if (2 * radiusMeters > areaLimits.acrossMeters) return "too_large";
  return {
    profile: { shape: { kind: "circle", center, radiusMeters }, reachMeters: radiusMeters, ...margins },
    box: widerBox(box, DEPARTURE_MARGIN_METERS + COARSEST_METERS),
    exactBox: widerBox(box, DEPARTURE_MARGIN_METERS + EXACT_METERS + SLACK_METERS),
    squareKilometers: (Math.PI * radiusMeters ** 2) / 1e6,
  };
}

function acrossMeters(box: BoundingBox): number {
  return distanceMeters({ lat: box.south, lng: box.west }, { lat: box.north, lng: box.east });
}

/** The most days for which an area of this size may be searched at once. */
export function mostDays({ squareKilometers }: SearchedArea): number {
  return areaLimits.squareKilometerDays / squareKilometers;
}
