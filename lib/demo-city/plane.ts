import { at } from "./at";
import type { LatLng, Point } from "./types";

/** The middle of the town. */
export const TOWN_CENTER: LatLng = { lat: 6.2, lng: 3.4 };

/** Metres in one degree of latitude on a sphere of the mean Earth radius, 6,371,008.8 m (IUGG). */
const METERS_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;
const METERS_PER_DEGREE_LNG = METERS_PER_DEGREE * Math.cos((TOWN_CENTER.lat * Math.PI) / 180);

/** Plane metres to degrees. Equirectangular about the town centre: under 0.1 % off within 30 km. */
export function toLatLng(point: Point): LatLng {
  return {
    lat: TOWN_CENTER.lat + point.y / METERS_PER_DEGREE,
    lng: TOWN_CENTER.lng + point.x / METERS_PER_DEGREE_LNG,
  };
}

/** Degrees to plane metres, the inverse of `toLatLng`. */
export function toPlane(place: LatLng): Point {
  return {
    x: (place.lng - TOWN_CENTER.lng) * METERS_PER_DEGREE_LNG,
    y: (place.lat - TOWN_CENTER.lat) * METERS_PER_DEGREE,
  };
}

/** Metres between two points of the plane. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** Metres between two places near the town. */
export function metersBetween(a: LatLng, b: LatLng): number {
  return distance(toPlane(a), toPlane(b));
}

/** Compass bearing from a to b, degrees clockwise from north in [0, 360). */
export function bearing(a: Point, b: Point): number {
  return ((Math.atan2(b.x - a.x, b.y - a.y) * 180) / Math.PI + 360) % 360;
}

/** The point a share `t` (0 to 1) of the way from a to b. */
export function mix(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/** The point of segment ab nearest to p: its share of the way `t`, and the distance in metres. */
export function nearestOnSegment(p: Point, a: Point, b: Point): { t: number; distance: number } {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared));
  return { t, distance: Math.hypot(a.x + t * dx - p.x, a.y + t * dy - p.y) };
}

/** Whether p lies inside the ring (even–odd rule). */
export function insideRing(p: Point, ring: readonly Point[]): boolean {
  let inside = false;
  let previous = ring.at(-1);
  for (const current of ring) {
    if (previous && current.y > p.y !== previous.y > p.y) {
      const x = current.x + ((p.y - current.y) / (previous.y - current.y)) * (previous.x - current.x);
      if (p.x < x) inside = !inside;
    }
    previous = current;
  }
  return inside;
}

/** Length of a line in metres. */
export function lengthOf(line: readonly Point[]): number {
  let total = 0;
  for (let i = 1; i < line.length; i++) total += distance(at(line, i - 1), at(line, i));
  return total;
}

/** The point `along` metres down the line, its ends included; past an end it is that end. */
export function pointAlong(line: readonly Point[], along: number): Point {
  let left = along;
  for (let i = 1; i < line.length; i++) {
    const a = at(line, i - 1);
    const b = at(line, i);
    const step = distance(a, b);
    if (left <= step) return step === 0 ? a : mix(a, b, Math.max(0, left) / step);
    left -= step;
  }
  return at(line, line.length - 1);
}

/** A smooth curve through the control points (Catmull and Rom, 1974), one point about every `step` metres. */
export function smoothThrough(controls: readonly Point[], step: number): Point[] {
  const curve: Point[] = [];
  const last = controls.length - 1;
  for (let i = 0; i < last; i++) {
    const p0 = at(controls, Math.max(0, i - 1));
    const p1 = at(controls, i);
    const p2 = at(controls, i + 1);
    const p3 = at(controls, Math.min(last, i + 2));
    const pieces = Math.max(1, Math.round(distance(p1, p2) / step));
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces;
      const blend = (a: number, b: number, c: number, d: number) =>
        0.5 *
        (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
      curve.push({ x: blend(p0.x, p1.x, p2.x, p3.x), y: blend(p0.y, p1.y, p2.y, p3.y) });
    }
  }
  curve.push(at(controls, last));
  return curve;
}
