import * as L from "leaflet";
import { paintLabels } from "./label-painter";
import { type MapStyle, type MapTheme, readMapStyle } from "./map-style";
import { viewOf } from "./mercator";
import type { TownGeometry } from "./town-geometry";

const PANE = "basemap-labels";
/** Above tiles (200), below overlays (400) and markers (600). */
const PANE_Z_INDEX = "250";
/** Share of the view drawn beyond each side, so that a drag does not bare the edge at once. */
const PADDING = 0.25;

/** All labels on one canvas over the whole view, redrawn when the map comes to rest, scaled while it zooms. */
export class LabelLayer extends L.Layer {
  private canvas: HTMLCanvasElement | null = null;
  private style: MapStyle | null = null;
  private corner = L.latLng(0, 0);
  private zoom = 0;

  constructor(
    private readonly town: TownGeometry,
    private theme: MapTheme,
  ) {
    super();
  }

  override onAdd(map: L.Map): this {
    const pane = map.getPane(PANE) ?? map.createPane(PANE);
    pane.style.zIndex = PANE_Z_INDEX;
    pane.style.pointerEvents = "none";
    const canvas = document.createElement("canvas");
    canvas.className = "basemap-labels leaflet-zoom-animated";
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.transformOrigin = "0 0";
    pane.append(canvas);
    this.canvas = canvas;
    this.style = readMapStyle(map.getContainer(), this.theme);
    this.draw();
    // The first drawing may have used a fallback face; draw again once the page's own has arrived.
    void document.fonts.ready.then(() => this.draw());
    return this;
  }

  override onRemove(): this {
    this.canvas?.remove();
    this.canvas = null;
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      moveend: () => this.draw(),
      resize: () => this.draw(),
      zoomanim: (event) => this.follow(event as L.ZoomAnimEvent),
    };
  }

  setTheme(theme: MapTheme): void {
    this.theme = theme;
    if (!this._map) return;
    this.style = readMapStyle(this._map.getContainer(), theme);
    this.draw();
  }

  private draw(): void {
    const { canvas, style, _map: map } = this;
    if (!canvas || !style || !map) return;
    const size = map.getSize();
    const padding = size.multiplyBy(PADDING).round();
    const width = size.x + 2 * padding.x;
    const height = size.y + 2 * padding.y;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const topLeft = map.containerPointToLayerPoint(padding.multiplyBy(-1));
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    this.corner = map.layerPointToLatLng(topLeft);
    this.zoom = map.getZoom();
    L.DomUtil.setTransform(canvas, topLeft, 1);
    const ctx = canvas.getContext("2d");
    if (!ctx) return;
    const origin = map.getPixelOrigin().add(topLeft);
    ctx.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0);
    const view = viewOf(this.zoom, origin.x, origin.y, width, height, 0);
    paintLabels(ctx, this.town, view, style, Math.round(this.zoom));
  }

  private follow(event: L.ZoomAnimEvent): void {
    const { canvas, _map: map } = this;
    if (!canvas || !map) return;
    const scale = map.getZoomScale(event.zoom, this.zoom);
    const half = map.getSize().divideBy(2);
    const pane = map.containerPointToLayerPoint([0, 0]);
    // The pixel origin that Leaflet will have after the zoom, from its public parts.
    const origin = map.project(event.center, event.zoom).subtract(half).subtract(pane).round();
    L.DomUtil.setTransform(canvas, map.project(this.corner, event.zoom).subtract(origin), scale);
  }
}
