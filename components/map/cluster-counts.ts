import type { ClusterWire } from "@/lib/dispatch/cluster-wire";
import type { LatLng } from "@/lib/geo/types";
import { drawCount } from "./canvas/draw-count";
import type { Sprites } from "./canvas/sprites";
import { inSight, type MapView, toPixel, worldSpot } from "./canvas/view";
import type { MapScene } from "./map-scene";

/** Beside the pin and the markers it is about, px. */
const ASIDE = { x: 20, y: -36 } as const;
const MARGIN_PX = 40;

/** Writes how many are together wherever more are than expected. */
export function paintClusterCounts(
  context: CanvasRenderingContext2D,
  view: MapView,
  scene: MapScene,
  sprites: Sprites,
): void {
  for (const cluster of scene.store.world().clusters.values()) {
    const place = placeOf(cluster, scene);
    if (place === null) continue;
    const { x, y } = toPixel(view, worldSpot(place));
    if (!inSight(view, { x, y }, MARGIN_PX)) continue;
    drawCount(context, scene.palette, sprites, {
      x: x + ASIDE.x,
      y: y + ASIDE.y,
      count: cluster.technicians.length,
    });
  }
}

/** The site, or where one of them stands; null when nobody's place is known. */
function placeOf({ site, technicians }: ClusterWire, scene: MapScene): LatLng | null {
  if (site !== null) return { lat: site.latitude, lng: site.longitude };
  for (const { id } of technicians) {
    const position = scene.store.position(id);
    if (position !== null) return position.point;
  }
  return null;
}
