import type { LatLng } from "@/lib/geo/types";
import { CanvasLayer } from "../canvas/canvas-layer";
import { drawTrail } from "../canvas/draw-trail";
import { type MapView, type Spot, toPixel, worldSpot } from "../canvas/view";
import type { MapScene } from "../map-scene";

/** A searched area, or one that is being drawn, and where somebody went round the time he was in it. */
export interface AreaPicture {
  readonly ring: readonly LatLng[];
  /** Corners that were clicked so far; null when the area is finished. */
  readonly corners: readonly LatLng[] | null;
  readonly way: readonly (LatLng & { readonly at: number })[];
}

/** Under the jobs and technicians: an area is only the ground they stand on. */
export class AreaLayer extends CanvasLayer {
  readonly #scene: MapScene;

  constructor(scene: MapScene) {
    super("area", 605);
    this.#scene = scene;
  }

  protected paint(context: CanvasRenderingContext2D, view: MapView): null {
    const { area, palette } = this.#scene;
    if (area === null) return null;
    const pixel = (place: LatLng) => toPixel(view, worldSpot(place));
    const ring = area.ring.map(pixel);
    context.beginPath();
    for (const { x, y } of ring) context.lineTo(x, y);
    context.closePath();
    context.fillStyle = palette.accent;
    context.globalAlpha = 0.12;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = palette.accent;
    context.lineWidth = 2;
    context.setLineDash(area.corners === null ? [] : [6, 5]);
    context.stroke();
    context.setLineDash([]);
    for (const corner of area.corners ?? []) this.#dot(context, pixel(corner), 5);
    this.#paintWay(context, view, area.way);
    return null;
  }

  #paintWay(context: CanvasRenderingContext2D, view: MapView, way: AreaPicture["way"]): void {
    const spots = way.map((place) => ({ ...toPixel(view, worldSpot(place)), at: place.at }));
    const [first, last] = [spots[0], spots.at(-1)];
    if (first === undefined || last === undefined) return;
    // Twice its own length: the beginning is paler than the end, and nothing of it fades away.
    const length = Math.max(1, 2 * (last.at - first.at));
    drawTrail(context, this.#scene.palette.state["en-route"], spots, last.at, length);
    this.#dot(context, first, 4);
    this.#dot(context, last, 6);
  }

  #dot(context: CanvasRenderingContext2D, { x, y }: Spot, radius: number): void {
    const { palette } = this.#scene;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = palette.accent;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = palette.surface;
    context.stroke();
  }
}
