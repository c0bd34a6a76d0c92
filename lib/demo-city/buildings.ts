import { at } from "./at";
import { distance, insideRing, nearestOnSegment, pointAlong, toPlane } from "./plane";
import { between, seededRandom } from "./random";
import { edgeLine, edgesNear } from "./snap";
import type { City, Point } from "./types";

/** Everything a house of this street owns lies within this many metres of the street's middle. */
const LOT_DEPTH = 22;
const CORNER = 23;

type Ground = { ring: Point[]; west: number; east: number; south: number; north: number };

const grounds = new WeakMap<City, Ground[]>();

/** Parks and water in plane metres, worked out once for a city. */
function openGround(city: City): Ground[] {
  const known = grounds.get(city);
  if (known) return known;
  const made = [...city.parks, ...city.water].map(({ outline }) => {
    const ring = outline.map(toPlane);
    const xs = ring.map((p) => p.x);
    const ys = ring.map((p) => p.y);
    return {
      ring,
      west: Math.min(...xs),
      east: Math.max(...xs),
      south: Math.min(...ys),
      north: Math.max(...ys),
    };
  });
  grounds.set(city, made);
  return made;
}

function touches(ground: Ground, p: Point, reach: number): boolean {
  const { west, east, south, north } = ground;
  return p.x > west - reach && p.x < east + reach && p.y > south - reach && p.y < north + reach;
}

/** Whether two lines come close enough for their houses to be in each other's way, by their boxes. */
function nearLine(one: readonly Point[], two: readonly Point[]): boolean {
  const reach = LOT_DEPTH + CORNER;
  const span = (line: readonly Point[], axis: "x" | "y") => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const p of line) {
      low = Math.min(low, p[axis]);
      high = Math.max(high, p[axis]);
    }
    return { low, high };
  };
  return (["x", "y"] as const).every((axis) => {
    const a = span(one, axis);
    const b = span(two, axis);
    return a.low < b.high + reach && b.low < a.high + reach;
  });
}

/**
 * The buildings on both sides of one edge, as quadrilaterals in plane metres; the same every time. No two buildings
 * of the town overlap: those of a street stay within 22 m of it, and 23 m away from every other street.
 */
export function buildingsAlong(city: City, edgeId: number): Point[][] {
  const edge = at(city.edges, edgeId);
  if (edge.crossing) return [];
  const random = seededRandom(city.seed * 7919 + edgeId);
  const line = edgeLine(city, edgeId);
  const setback = edge.streetClass === "main" ? 12 : edge.streetClass === "street" ? 9 : 7;
  const middle = pointAlong(line, edge.lengthMeters / 2);
  const neighbours = edgesNear(city, middle, edge.lengthMeters / 2 + 60)
    .filter((id) => id !== edgeId)
    .map((id) => edgeLine(city, id))
    .filter((other) => nearLine(other, line));
  const open = openGround(city).filter((ground) => touches(ground, middle, edge.lengthMeters / 2 + 60));
  const isFree = (p: Point) => {
    for (const other of neighbours) {
      for (let i = 1; i < other.length; i++) {
        if (nearestOnSegment(p, at(other, i - 1), at(other, i)).distance < CORNER) return false;
      }
    }
    return !open.some((ground) => touches(ground, p, 0) && insideRing(p, ground.ring));
  };
  const buildings: Point[][] = [];
  for (const side of [1, -1]) {
    for (let along = 14; along < edge.lengthMeters - 20; ) {
      const front = between(random, 9, 21);
      const depth = between(random, 8.5, LOT_DEPTH - setback);
      const start = along;
      along += front + (random() < 0.15 ? between(random, 6, 14) : between(random, 1, 3));
      if (random() < 0.05) continue;
      const a = pointAlong(line, start);
      const b = pointAlong(line, start + front);
      const size = distance(a, b) || 1;
      const nx = (-(b.y - a.y) / size) * side;
      const ny = ((b.x - a.x) / size) * side;
      const off = (p: Point, by: number) => ({ x: p.x + nx * by, y: p.y + ny * by });
      const quad = [off(a, setback), off(b, setback), off(b, setback + depth), off(a, setback + depth)];
      if (quad.every(isFree)) buildings.push(quad);
    }
  }
  return buildings;
}
