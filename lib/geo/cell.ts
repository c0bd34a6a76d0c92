import type { BoundingBox } from "./bounding-box";
import type { LatLng } from "./types";

/** Cells per degree: a cell is 1.1 km high, and as wide at the equator. */
const PER_DEGREE = 100;

/** A square of the grid that places are looked up by, counted from 0°, 0°: north (y) and east (x). Fits two bytes each. */
export interface Cell {
  readonly y: number;
  readonly x: number;
}

export function cellOf(point: LatLng): Cell {
  return { y: Math.floor(point.lat * PER_DEGREE), x: Math.floor(point.lng * PER_DEGREE) };
}

/** The cells at the south-west and north-east corners of a box that does not cross 180°. */
export function cellCorners(box: BoundingBox): { readonly from: Cell; readonly to: Cell } {
  return {
    from: cellOf({ lat: box.south, lng: box.west }),
    to: cellOf({ lat: box.north, lng: box.east }),
  };
}
