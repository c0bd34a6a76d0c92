import type { StreetClass } from "@/lib/demo-city/types";
import type { MapStyle } from "./map-style";
import { overlaps, traceLine, traceRing, type View } from "./mercator";
import type { Shape, StreetShape, TownGeometry } from "./town-geometry";

/** Widths in pixels at zoom 10, 11 … 19. Zero is not drawn. */
const WIDTHS: Record<StreetClass, readonly number[]> = {
  main: [0.9, 1.3, 2, 3.1, 5, 8, 11, 15, 22, 34],
  street: [0, 0, 0.6, 1, 1.9, 4.4, 7, 10, 15, 24],
  lane: [0, 0, 0, 0.4, 1, 2.6, 4.6, 7, 10, 16],
};

/** How much of a minor street shows at zooms where it is only just coming in. */
const FADES: Record<StreetClass, readonly number[]> = {
  main: [0.8, 0.9],
  street: [0, 0, 0.45, 0.8, 1],
  lane: [0, 0, 0, 0.4, 0.8],
};

const STREETS_FROM = 9;
const BUILDINGS_FROM = 16;

function byZoom(table: readonly number[], zoom: number, beyond: number): number {
  const index = Math.round(zoom) - 10;
  return index < 0 ? (table[0] ?? beyond) : (table[index] ?? beyond);
}

export function streetWidth(streetClass: StreetClass, zoom: number): number {
  const table = WIDTHS[streetClass];
  return byZoom(table, zoom, table.at(-1) ?? 0);
}

function fill(ctx: CanvasRenderingContext2D, shapes: readonly Shape[], view: View, colour: string): void {
  ctx.beginPath();
  for (const shape of shapes) if (overlaps(shape.box, view.box)) traceRing(ctx, shape.path, view);
  ctx.fillStyle = colour;
  ctx.fill();
}

function stroke(
  ctx: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  view: View,
  colour: string,
  width: number,
): void {
  ctx.beginPath();
  for (const shape of shapes) if (overlaps(shape.box, view.box)) traceLine(ctx, shape.path, view);
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.stroke();
}

function paintStreets(
  ctx: CanvasRenderingContext2D,
  streets: readonly StreetShape[],
  view: View,
  style: MapStyle,
  zoom: number,
): void {
  const classes: readonly StreetClass[] = ["lane", "street", "main"];
  const fillOf = (streetClass: StreetClass) => (streetClass === "main" ? style.main : style.street);
  const casingOf = (streetClass: StreetClass) =>
    streetClass === "main" ? style.mainCasing : style.streetCasing;
  const visible = classes
    .map((streetClass) => ({
      streetClass,
      width: streetWidth(streetClass, zoom),
      fade: byZoom(FADES[streetClass], zoom, 1),
      shapes: streets.filter((street) => street.streetClass === streetClass),
    }))
    .filter((layer) => layer.width > 0 && layer.fade > 0);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  for (const layer of visible) {
    const casing = layer.streetClass === "main" ? 1.8 : zoom < 14 ? 0 : 1.5;
    ctx.globalAlpha = layer.fade;
    if (layer.streetClass === "main") {
      const bridges = layer.shapes.filter((street) => street.crossing);
      if (zoom >= 13) stroke(ctx, bridges, view, style.mainCasing, layer.width + 4);
    }
    if (casing > 0) stroke(ctx, layer.shapes, view, casingOf(layer.streetClass), layer.width + casing);
  }
  for (const layer of visible) {
    ctx.globalAlpha = layer.fade;
    stroke(ctx, layer.shapes, view, fillOf(layer.streetClass), layer.width);
  }
  ctx.globalAlpha = 1;
}

/**
 * Draws the land and streets of the town into a canvas whose background is already water. The view must reach
 * further than the canvas by the widest stroke, or tiles will not meet.
 */
export function paintTown(
  ctx: CanvasRenderingContext2D,
  town: TownGeometry,
  view: View,
  style: MapStyle,
  zoom: number,
): void {
  ctx.lineJoin = "round";
  fill(ctx, town.lands, view, style.land);
  if (zoom >= 12) fill(ctx, town.beaches, view, style.sand);
  fill(ctx, town.parks, view, style.park);
  fill(ctx, town.waters, view, style.water);
  fill(ctx, town.piers, view, style.land);

  if (zoom < STREETS_FROM) return;
  const streets = town.streetsIn(view.box);
  if (zoom >= BUILDINGS_FROM) {
    ctx.beginPath();
    for (const street of streets)
      for (const path of town.buildingsOf(street)) {
        traceLine(ctx, path, view);
        ctx.closePath();
      }
    ctx.globalAlpha = zoom < BUILDINGS_FROM + 1 ? 0.75 : 1;
    ctx.fillStyle = style.building;
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  ctx.lineCap = "round";
  const roadWidth = streetWidth("main", zoom);
  stroke(ctx, town.roads, view, style.mainCasing, roadWidth + 1.8);
  stroke(ctx, town.roads, view, style.main, roadWidth);
  paintStreets(ctx, streets, view, style, zoom);
}
