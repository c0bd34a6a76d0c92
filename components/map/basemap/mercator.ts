import type { LatLng } from "@/lib/demo-city/types";

/** A line or ring in Web Mercator at zoom 0 (a world of 256 × 256), flat: x0, y0, x1, y1 … */
export type Path = Float64Array;
export type Box = { west: number; north: number; east: number; south: number };

/** Web Mercator (EPSG:3857) at zoom 0: x grows east, y grows south, both 0 to 256. */
export function project(place: LatLng): { x: number; y: number } {
  const sin = Math.sin((place.lat * Math.PI) / 180);
  return {
    x: (place.lng / 360 + 0.5) * 256,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 256,
  };
}

export function pathOf(line: readonly LatLng[]): Path {
  const path = new Float64Array(line.length * 2);
  line.forEach((place, i) => {
    const { x, y } = project(place);
    path[2 * i] = x;
    path[2 * i + 1] = y;
  });
  return path;
}

export function boxOf(path: Path): Box {
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (let i = 0; i < path.length; i += 2) {
    const x = path[i] ?? 0;
    const y = path[i + 1] ?? 0;
    if (x < box.west) box.west = x;
    if (x > box.east) box.east = x;
    if (y < box.north) box.north = y;
    if (y > box.south) box.south = y;
  }
  return box;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.west <= b.east && a.east >= b.west && a.north <= b.south && a.south >= b.north;
}

/** Part of the world in pixels: `scale` pixels per unit, the pixel origin at (`left`, `top`) of the scaled world. */
export type View = { scale: number; left: number; top: number; box: Box };

/** The view of a rectangle of `width` × `height` pixels whose corner is at world pixel (left, top) of a zoom. */
export function viewOf(
  zoom: number,
  left: number,
  top: number,
  width: number,
  height: number,
  margin: number,
): View {
  const scale = 2 ** zoom;
  return {
    scale,
    left,
    top,
    box: {
      west: (left - margin) / scale,
      north: (top - margin) / scale,
      east: (left + width + margin) / scale,
      south: (top + height + margin) / scale,
    },
  };
}

/** Adds a line to the canvas path. */
export function traceLine(ctx: CanvasRenderingContext2D, path: Path, view: View): void {
  for (let i = 0; i < path.length; i += 2) {
    const x = (path[i] ?? 0) * view.scale - view.left;
    const y = (path[i + 1] ?? 0) * view.scale - view.top;
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
}

type Inside = (x: number, y: number) => boolean;

function clipSide(
  path: readonly number[],
  inside: Inside,
  cut: (x0: number, y0: number, x1: number, y1: number) => [number, number],
): number[] {
  const out: number[] = [];
  let px = path[path.length - 2] ?? 0;
  let py = path[path.length - 1] ?? 0;
  let wasIn = inside(px, py);
  for (let i = 0; i < path.length; i += 2) {
    const x = path[i] ?? 0;
    const y = path[i + 1] ?? 0;
    const isIn = inside(x, y);
    if (isIn !== wasIn) out.push(...cut(px, py, x, y));
    if (isIn) out.push(x, y);
    px = x;
    py = y;
    wasIn = isIn;
  }
  return out;
}

/**
 * Adds a ring to the canvas path, cut to the view first (Sutherland and Hodgman, 1974): a canvas fills a ring that
 * reaches a million pixels outside slowly and not quite straight.
 */
export function traceRing(ctx: CanvasRenderingContext2D, path: Path, view: View): void {
  const { west, east, north, south } = view.box;
  const atX =
    (limit: number) =>
    (x0: number, y0: number, x1: number, y1: number): [number, number] => [
      limit,
      y0 + ((limit - x0) / (x1 - x0)) * (y1 - y0),
    ];
  const atY =
    (limit: number) =>
    (x0: number, y0: number, x1: number, y1: number): [number, number] => [
      x0 + ((limit - y0) / (y1 - y0)) * (x1 - x0),
      limit,
    ];
  let ring: number[] = Array.from(path);
  const box = boxOf(path);
  if (box.west < west) ring = clipSide(ring, (x) => x >= west, atX(west));
  if (box.east > east) ring = clipSide(ring, (x) => x <= east, atX(east));
  if (box.north < north) ring = clipSide(ring, (_, y) => y >= north, atY(north));
  if (box.south > south) ring = clipSide(ring, (_, y) => y <= south, atY(south));
  if (ring.length < 6) return;
  traceLine(ctx, Float64Array.from(ring), view);
  ctx.closePath();
}
