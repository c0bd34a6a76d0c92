import { project } from "../basemap/mercator";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** What part of the world a canvas shows: pixel = world × scale − (left, top); the world is 256 × 256 (zoom 0). */
export interface MapView {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Length of the equator in Web Mercator (WGS-84 semi-major axis), metres. */
const EQUATOR_METERS = 2 * Math.PI * 6_378_137;

export const worldSpot = project;

export function toPixel(view: MapView, world: Spot): { x: number; y: number } {
  return { x: world.x * view.scale - view.left, y: world.y * view.scale - view.top };
}

/** How many pixels a metre is at a latitude; Web Mercator stretches by 1 / cos φ. */
export function pixelsPerMeter(view: MapView, lat: number): number {
  return (256 * view.scale) / (EQUATOR_METERS * Math.cos((lat * Math.PI) / 180));
}

export function zoomOf(view: MapView): number {
  return Math.log2(view.scale);
}

/** The view part of the way through a zoom animation: both ends are scalings, so every pixel moves on a straight line. */
export function between(from: MapView, to: MapView, part: number): MapView {
  const mix = (a: number, b: number) => a + (b - a) * part;
  return {
    scale: mix(from.scale, to.scale),
    left: mix(from.left, to.left),
    top: mix(from.top, to.top),
    width: to.width,
    height: to.height,
  };
}

/** Whether a pixel lies on the canvas or at most `margin` outside. */
export function inSight(view: MapView, pixel: Spot, margin: number): boolean {
  return (
    pixel.x >= -margin &&
    pixel.y >= -margin &&
    pixel.x <= view.width + margin &&
    pixel.y <= view.height + margin
  );
}

/** The easing of Leaflet's zoom, cubic-bezier(0, 0, 0.25, 1): our canvas has to keep step with its tiles. */
export function zoomEasing(part: number): number {
  if (part <= 0) return 0;
  if (part >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let i = 0; i < 24; i += 1) {
    const s = (low + high) / 2;
    const x = 3 * (1 - s) * s * s * 0.25 + s ** 3;
    if (x < part) low = s;
    else high = s;
  }
  const s = (low + high) / 2;
  return 3 * (1 - s) * s * s + s ** 3;
}
