import { at } from "./at";
import { lengthOf, mix, nearestOnSegment, toLatLng, toPlane } from "./plane";
import type { City, LatLng, Point, Snap } from "./types";

const BUCKET = 150;

type Piece = { edge: number; a: Point; b: Point; before: number };
type StreetIndex = { buckets: Map<number, Piece[]>; lines: Point[][] };

// A city never changes once made, so what is derived from it can live exactly as long as it does.
const indexes = new WeakMap<City, StreetIndex>();

const keyOf = (column: number, row: number) => column * 4096 + row;

function indexOf(city: City): StreetIndex {
  const known = indexes.get(city);
  if (known) return known;
  const buckets = new Map<number, Piece[]>();
  const lines = city.edges.map((edge) => edge.points.map(toPlane));
  lines.forEach((line, edge) => {
    let before = 0;
    for (let i = 1; i < line.length; i++) {
      const a = at(line, i - 1);
      const b = at(line, i);
      const piece = { edge, a, b, before };
      before += Math.hypot(b.x - a.x, b.y - a.y);
      for (
        let c = Math.floor(Math.min(a.x, b.x) / BUCKET);
        c <= Math.floor(Math.max(a.x, b.x) / BUCKET);
        c++
      ) {
        for (
          let r = Math.floor(Math.min(a.y, b.y) / BUCKET);
          r <= Math.floor(Math.max(a.y, b.y) / BUCKET);
          r++
        ) {
          const bucket = buckets.get(keyOf(c, r));
          if (bucket) bucket.push(piece);
          else buckets.set(keyOf(c, r), [piece]);
        }
      }
    }
  });
  const index = { buckets, lines };
  indexes.set(city, index);
  return index;
}

/** The line of an edge in plane metres. */
export function edgeLine(city: City, edge: number): readonly Point[] {
  return at(indexOf(city).lines, edge);
}

/** Edges with a piece in the square of ±`reach` metres round the point; each once. */
export function edgesNear(city: City, p: Point, reach: number): number[] {
  const { buckets } = indexOf(city);
  const found = new Set<number>();
  for (let c = Math.floor((p.x - reach) / BUCKET); c <= Math.floor((p.x + reach) / BUCKET); c++) {
    for (let r = Math.floor((p.y - reach) / BUCKET); r <= Math.floor((p.y + reach) / BUCKET); r++) {
      for (const piece of buckets.get(keyOf(c, r)) ?? []) found.add(piece.edge);
    }
  }
  return [...found];
}

/** The nearest point of any street, from however far away. */
export function snapToStreet(city: City, place: LatLng): Snap {
  const p = toPlane(place);
  const { buckets, lines } = indexOf(city);
  let best: { piece: Piece; t: number; distance: number } | null = null;
  const consider = (pieces: readonly Piece[]) => {
    for (const piece of pieces) {
      const near = nearestOnSegment(p, piece.a, piece.b);
      if (!best || near.distance < best.distance) best = { piece, ...near };
    }
  };
  const column = Math.floor(p.x / BUCKET);
  const row = Math.floor(p.y / BUCKET);
  // Rings of buckets outwards; one ring more than the first hit, as a corner bucket may hold something nearer.
  const closest = () => (best as { distance: number } | null)?.distance ?? Number.POSITIVE_INFINITY;
  for (let ring = 0; ring <= 12 && closest() > (ring - 1) * BUCKET; ring++) {
    for (let c = column - ring; c <= column + ring; c++) {
      for (let r = row - ring; r <= row + ring; r++) {
        if (Math.max(Math.abs(c - column), Math.abs(r - row)) === ring)
          consider(buckets.get(keyOf(c, r)) ?? []);
      }
    }
  }
  if (!best) for (const pieces of buckets.values()) consider(pieces);
  const hit = best as { piece: Piece; t: number; distance: number } | null;
  if (!hit) throw new RangeError("the city has no streets");
  const { piece, t } = hit;
  const turn = (piece.b.x - piece.a.x) * (p.y - piece.a.y) - (piece.b.y - piece.a.y) * (p.x - piece.a.x);
  return {
    edge: piece.edge,
    point: toLatLng(mix(piece.a, piece.b, t)),
    alongMeters: Math.min(
      piece.before + t * Math.hypot(piece.b.x - piece.a.x, piece.b.y - piece.a.y),
      lengthOf(at(lines, piece.edge)),
    ),
    distanceMeters: hit.distance,
    side: turn >= 0 ? "left" : "right",
  };
}
