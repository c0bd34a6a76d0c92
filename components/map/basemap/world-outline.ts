import type { MapStyle } from "./map-style";
import { boxOf, overlaps, pathOf, traceRing, type View } from "./mercator";
import type { Shape } from "./town-geometry";

let loading: Promise<Shape[]> | null = null;

/** The land of the world at 1:50,000,000 (Natural Earth, public domain), fetched from our own build once it is wanted. */
export function loadWorld(): Promise<Shape[]> {
  loading ??= Promise.all([import("topojson-client"), import("world-atlas/land-50m.json")]).then(
    ([topojson, atlas]) => {
      // TypeScript reads the JSON's arcs as number[][][], which TopoJSON's own types would not accept.
      const topology = atlas.default as unknown as Parameters<typeof topojson.feature>[0];
      const land = topology.objects.land;
      if (!land) throw new Error("the world outline has no land");
      const found = topojson.feature(topology, land);
      const features = found.type === "FeatureCollection" ? found.features : [found];
      const shapes: Shape[] = [];
      for (const { geometry } of features) {
        const polygons =
          geometry.type === "MultiPolygon"
            ? geometry.coordinates
            : geometry.type === "Polygon"
              ? [geometry.coordinates]
              : [];
        for (const polygon of polygons) {
          for (const ring of polygon) {
            // Web Mercator ends at 85.05°; the south edge of Antarctica is at the pole.
            const path = pathOf(
              ring.map(([lng = 0, lat = 0]) => ({ lat: Math.max(-85.05, Math.min(85.05, lat)), lng })),
            );
            shapes.push({ path, box: boxOf(path) });
          }
        }
      }
      return shapes;
    },
  );
  return loading;
}

/** Fills the land of the world; holes (inland seas) stay water by the even–odd rule. */
export function paintWorld(
  ctx: CanvasRenderingContext2D,
  world: readonly Shape[],
  view: View,
  style: MapStyle,
): void {
  ctx.beginPath();
  for (const shape of world) if (overlaps(shape.box, view.box)) traceRing(ctx, shape.path, view);
  ctx.fillStyle = style.land;
  ctx.fill("evenodd");
}

const STEPS = [30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005];

/** Degrees between grid lines so that they are 90 to 250 pixels apart. */
export function gridStep(scale: number): number {
  return STEPS.findLast((step) => (step / 360) * 256 * scale >= 90) ?? 30;
}

/** A quiet net of meridians and parallels. */
export function paintGrid(
  ctx: CanvasRenderingContext2D,
  view: View,
  style: MapStyle,
  width: number,
  height: number,
): void {
  const step = gridStep(view.scale);
  ctx.beginPath();
  const lngAt = (x: number) => (x / 256 - 0.5) * 360;
  const latAt = (y: number) => (Math.atan(Math.sinh((0.5 - y / 256) * 2 * Math.PI)) * 180) / Math.PI;
  for (let i = Math.ceil(lngAt(view.box.west) / step); i * step <= lngAt(view.box.east); i++) {
    const x = Math.round(((i * step) / 360 + 0.5) * 256 * view.scale - view.left) + 0.5;
    ctx.moveTo(x, 0);
    ctx.lineTo(x, height);
  }
  for (let i = Math.ceil(latAt(view.box.south) / step); i * step <= latAt(view.box.north); i++) {
    const sin = Math.sin((i * step * Math.PI) / 180);
    if (Math.abs(sin) === 1) continue;
    const y =
      Math.round((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 256 * view.scale - view.top) + 0.5;
    ctx.moveTo(0, y);
    ctx.lineTo(width, y);
  }
  ctx.strokeStyle = style.grid;
  ctx.lineWidth = 1;
  ctx.stroke();
}
