import type { BoundingBox } from "@/lib/geo/bounding-box";
import type { LatLng } from "@/lib/geo/types";

export type DrawingShape = "rectangle" | "polygon";

/** A box as a ring of four corners. */
export function ringOfBox({ south, west, north, east }: BoundingBox): LatLng[] {
  return [
    { lat: south, lng: west },
    { lat: south, lng: east },
    { lat: north, lng: east },
    { lat: north, lng: west },
  ];
}

/** The ring that clicked corners make so far, the place under the pointer included; a rectangle by two of its corners. */
export function ringWhileDrawing(
  shape: DrawingShape,
  corners: readonly LatLng[],
  pointer: LatLng | null,
): readonly LatLng[] {
  const all = pointer === null ? corners : [...corners, pointer];
  if (shape === "polygon") return all;
  const [a, b] = all;
  if (a === undefined || b === undefined) return all;
  return ringOfBox({
    south: Math.min(a.lat, b.lat),
    west: Math.min(a.lng, b.lng),
    north: Math.max(a.lat, b.lat),
    east: Math.max(a.lng, b.lng),
  });
}

/** The finished ring; null while there is none yet. */
export function finishedRing(shape: DrawingShape, corners: readonly LatLng[]): readonly LatLng[] | null {
  const enough = shape === "rectangle" ? 2 : 3;
  return corners.length < enough ? null : ringWhileDrawing(shape, corners, null);
}
