import { localPlane } from "@/lib/geo/polygon";
import type { FenceShape } from "./types";

interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/** The part of a straight way inside an area, as shares of its length: 0 at its beginning, 1 at its end. */
export interface Chord {
  readonly enters: number;
  readonly leaves: number;
  /** What lies inside; less than between the two where the way leaves a polygon and comes back. */
  readonly share: number;
}

/**
 * Where a way whose two ends lie outside crosses an area. Both ends in metres east and north of the shape's centre.
 * @returns null when it does not, or only touches
 */
export function chordInside(shape: FenceShape, from: PlanePoint, to: PlanePoint): Chord | null {
  const crossings =
    shape.kind === "circle" ? circleCrossings(shape.radiusMeters, from, to) : ringCrossings(shape, from, to);
  const [enters] = crossings;
  const leaves = crossings.at(-1);
  if (enters === undefined || leaves === undefined || leaves <= enters) return null;
  let share = 0;
  for (let index = 0; index + 1 < crossings.length; index += 2) {
    share += (crossings[index + 1] ?? 0) - (crossings[index] ?? 0);
  }
  return { enters, leaves, share };
}

function circleCrossings(radius: number, from: PlanePoint, to: PlanePoint): number[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const a = dx * dx + dy * dy;
  if (a === 0) return [];
  const half = (from.x * dx + from.y * dy) / a;
  const root = half * half - (from.x * from.x + from.y * from.y - radius * radius) / a;
  if (root <= 0) return [];
  const reach = Math.sqrt(root);
  return [-half - reach, -half + reach].filter((share) => share > 0 && share < 1);
}

function ringCrossings(
  { center, ring }: Extract<FenceShape, { kind: "polygon" }>,
  from: PlanePoint,
  to: PlanePoint,
): number[] {
  const corners = ring.map((corner) => localPlane(center, corner));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  // Which side of the way a corner lies on; a corner on the way counts to one side, so no crossing is counted twice.
  const side = ({ x, y }: PlanePoint) => dx * (y - from.y) - dy * (x - from.x);
  const crossings: number[] = [];
  let last = corners.at(-1);
  for (const corner of corners) {
    if (last !== undefined && side(last) > 0 !== side(corner) > 0) {
      const [ex, ey] = [corner.x - last.x, corner.y - last.y];
      const share = ((last.x - from.x) * ey - (last.y - from.y) * ex) / (dx * ey - dy * ex);
      if (share > 0 && share < 1) crossings.push(share);
    }
    last = corner;
  }
  return crossings.sort((a, b) => a - b);
}
