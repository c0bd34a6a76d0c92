import type { JobWire } from "@/lib/realtime/protocol";
import { type MapView, pixelsPerMeter, toPixel, worldSpot } from "./view";

export interface FenceLook {
  readonly color: string;
  /** Somebody is on site or works: a solid line. */
  readonly active: boolean;
  /** 0–1; planned fences stay in the background. */
  readonly strength: number;
}

type FenceShape = Pick<JobWire, "latitude" | "longitude" | "geofence_radius_meters" | "geofence_polygon">;

/** Smaller than this a fence is a dot round its pin and says nothing. */
const SMALLEST_PX = 7;

/** The area that counts as "there", to scale. */
export function drawFence(
  context: CanvasRenderingContext2D,
  view: MapView,
  fence: FenceShape,
  { color, active, strength }: FenceLook,
): void {
  const radius = fence.geofence_radius_meters * pixelsPerMeter(view, fence.latitude);
  if (fence.geofence_polygon === null && radius < SMALLEST_PX) return;
  context.beginPath();
  if (fence.geofence_polygon === null) {
    const { x, y } = toPixel(view, worldSpot({ lat: fence.latitude, lng: fence.longitude }));
    context.arc(x, y, radius, 0, 2 * Math.PI);
  } else {
    for (const corner of fence.geofence_polygon) {
      const { x, y } = toPixel(view, worldSpot({ lat: corner.latitude, lng: corner.longitude }));
      context.lineTo(x, y);
    }
    context.closePath();
  }
  context.fillStyle = color;
  context.globalAlpha = 0.13 * strength;
  context.fill();
  context.globalAlpha = 0.9 * strength;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.setLineDash(active ? [] : [5, 4]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}
