import * as L from "leaflet";
import { between, type MapView, zoomEasing } from "./view";

/** What a drawing may cost of the main thread: one part in this many. */
const SHARE = 7;
/** Drawn beyond the edge, so that a quick drag does not bare it before the next frame. */
const MARGIN_PX = 48;
const ZOOM_MS = 250;

/**
 * A canvas over the map in a pane of its own. It draws when something asked for it, never more often than its share
 * of the main thread allows, and every frame while the map zooms.
 */
export abstract class CanvasLayer extends L.Layer {
  readonly #pane: string;
  readonly #zIndex: number;
  #canvas: HTMLCanvasElement | null = null;
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #notBefore = 0;
  #zoom: { from: MapView; to: MapView; startedAt: number } | null = null;
  #ratio = 1;

  constructor(pane: string, zIndex: number) {
    super();
    this.#pane = pane;
    this.#zIndex = zIndex;
  }

  /**
   * Paints everything. Pixels are those of the map container.
   * @param now ms of `performance.now()`
   * @returns after how many ms it would look different by itself; null when it rests
   */
  protected abstract paint(context: CanvasRenderingContext2D, view: MapView, now: number): number | null;

  override onAdd(map: L.Map): this {
    const pane = map.getPane(this.#pane) ?? map.createPane(this.#pane);
    pane.style.zIndex = String(this.#zIndex);
    pane.style.pointerEvents = "none";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.position = "absolute";
    pane.append(canvas);
    this.#canvas = canvas;
    this.drawSoon();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
    this.#timerAt = Number.POSITIVE_INFINITY;
    this.#zoom = null;
    this.#canvas?.remove();
    this.#canvas = null;
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      move: () => this.drawSoon(),
      moveend: () => this.drawSoon(),
      resize: () => this.drawSoon(),
      viewreset: () => this.drawSoon(),
      // A flight changes the scale in each of its frames: waiting for ours would show the old one on the new place.
      zoom: () => this.#draw(performance.now()),
      zoomanim: (event) => this.#followZoom(event as L.ZoomAnimEvent),
      zoomend: () => {
        this.#zoom = null;
        this.drawSoon();
      },
    };
  }

  /** In the next frame. */
  drawSoon(): void {
    if (this.#canvas === null || this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#draw(now);
    });
  }

  /** After so many ms at the latest, and not before the last drawing has been paid for. */
  drawWithin(ms: number): void {
    if (this.#canvas === null || this.#frame !== 0) return;
    const now = performance.now();
    const at = Math.max(now + ms, this.#notBefore);
    if (at >= this.#timerAt) return;
    clearTimeout(this.#timer);
    this.#timerAt = at;
    // Up to two frames away the animation frame itself is the better timer.
    if (at - now <= 20) this.#fire();
    else this.#timer = setTimeout(() => this.#fire(), at - now - 8);
  }

  #fire(): void {
    this.#timerAt = Number.POSITIVE_INFINITY;
    this.drawSoon();
  }

  #followZoom({ center, zoom }: L.ZoomAnimEvent): void {
    const map = this._map;
    const size = map.getSize();
    const corner = map.project(center, zoom).subtract(size.divideBy(2));
    const to = { scale: 2 ** zoom, left: corner.x, top: corner.y, width: size.x, height: size.y };
    this.#zoom = { from: this.#currentView(), to, startedAt: performance.now() };
    this.drawSoon();
  }

  #currentView(): MapView {
    const map = this._map;
    const size = map.getSize();
    const corner = map
      .getPixelOrigin()
      .subtract(L.DomUtil.getPosition(map.getPane("mapPane") ?? map.getContainer()));
    return { scale: 2 ** map.getZoom(), left: corner.x, top: corner.y, width: size.x, height: size.y };
  }

  #viewAt(now: number): MapView {
    if (this.#zoom === null) return this.#currentView();
    const { from, to, startedAt } = this.#zoom;
    return between(from, to, zoomEasing((now - startedAt) / ZOOM_MS));
  }

  #draw(now: number): void {
    const canvas = this.#canvas;
    const context = canvas?.getContext("2d") ?? null;
    if (canvas === null || context === null) return;
    const begun = performance.now();
    const view = this.#viewAt(now);
    this.#fit(canvas, view);
    context.setTransform(this.#ratio, 0, 0, this.#ratio, MARGIN_PX * this.#ratio, MARGIN_PX * this.#ratio);
    context.clearRect(-MARGIN_PX, -MARGIN_PX, view.width + 2 * MARGIN_PX, view.height + 2 * MARGIN_PX);
    const next = this.paint(context, view, now);
    const ended = performance.now();
    this.#notBefore = ended + (ended - begun) * (SHARE - 1);
    if (this.#zoom !== null) this.drawSoon();
    else if (next !== null) this.drawWithin(next);
  }

  #fit(canvas: HTMLCanvasElement, view: MapView): void {
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const width = Math.round((view.width + 2 * MARGIN_PX) * ratio);
    const height = Math.round((view.height + 2 * MARGIN_PX) * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${width / ratio}px`;
      canvas.style.height = `${height / ratio}px`;
    }
    this.#ratio = ratio;
    L.DomUtil.setPosition(canvas, this._map.containerPointToLayerPoint([-MARGIN_PX, -MARGIN_PX]));
  }
}
