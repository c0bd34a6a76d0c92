import type { BoundingBox } from "./bounding-box";
import { earthRadiusMeters } from "./distance";
import type { LatLng } from "./types";

const radiansPerDegree = Math.PI / 180;

/** The smallest box round some places, for those that do not lie on both sides of 180°. */
export function boxOfRing(ring: readonly LatLng[]): BoundingBox {
  const lats = ring.map(({ lat }) => lat);
  const lngs = ring.map(({ lng }) => lng);
  return {
    south: Math.min(...lats),
    west: Math.min(...lngs),
    north: Math.max(...lats),
    east: Math.max(...lngs),
  };
}

/**
 * Whether two edges of a ring touch or cross that are no neighbours, or neighbours fold back on each other. Edges are
 * straight in degrees. The ring is not closed: its last corner is not its first.
 */
export function crossesItself(ring: readonly LatLng[]): boolean {
  const edges = ring.map((from, index) => [from, ring[(index + 1) % ring.length] ?? from] as const);
  return edges.some(([a, b], i) =>
    edges.slice(i + 1).some(([c, d], offset) => {
      const j = i + 1 + offset;
      const areNeighbours = j === i + 1 || (i === 0 && j === edges.length - 1);
      if (!areNeighbours) return touch(a, b, c, d);
      const [shared, before, after] = j === i + 1 ? [b, a, d] : [a, b, c];
      return foldsBack(shared, before, after);
    }),
  );
}

/** Area of a ring, square metres, on the sphere flattened at its own latitude: good to a percent below 100 km. */
export function ringAreaSquareMeters(ring: readonly LatLng[]): number {
  const [origin] = ring;
  if (origin === undefined) return 0;
  const perLat = earthRadiusMeters * radiansPerDegree;
  const perLng = perLat * Math.cos(origin.lat * radiansPerDegree);
  let doubled = 0;
  for (const [index, from] of ring.entries()) {
    const to = ring[(index + 1) % ring.length] ?? from;
    const [x1, y1] = [(from.lng - origin.lng) * perLng, (from.lat - origin.lat) * perLat];
    const [x2, y2] = [(to.lng - origin.lng) * perLng, (to.lat - origin.lat) * perLat];
    doubled += x1 * y2 - x2 * y1;
  }
  return Math.abs(doubled) / 2;
}

/** On which side of a → b a place lies: positive left, negative right, zero on the line. */
function side(a: LatLng, b: LatLng, place: LatLng): number {
  return Math.sign((b.lng - a.lng) * (place.lat - a.lat) - (b.lat - a.lat) * (place.lng - a.lng));
}

function touch(a: LatLng, b: LatLng, c: LatLng, d: LatLng): boolean {
  const [c1, d1, a1, b1] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (c1 * d1 < 0 && a1 * b1 < 0) return true;
  return (
    (c1 === 0 && between(a, b, c)) ||
    (d1 === 0 && between(a, b, d)) ||
    (a1 === 0 && between(c, d, a)) ||
    (b1 === 0 && between(c, d, b))
  );
}

function between(a: LatLng, b: LatLng, place: LatLng): boolean {
  return (
    place.lat >= Math.min(a.lat, b.lat) &&
    place.lat <= Math.max(a.lat, b.lat) &&
    place.lng >= Math.min(a.lng, b.lng) &&
    place.lng <= Math.max(a.lng, b.lng)
  );
}

function foldsBack(shared: LatLng, before: LatLng, after: LatLng): boolean {
  if (side(before, shared, after) !== 0) return false;
  const along =
    (before.lng - shared.lng) * (after.lng - shared.lng) +
    (before.lat - shared.lat) * (after.lat - shared.lat);
  return along > 0;
}
