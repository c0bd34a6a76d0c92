import * as L from "leaflet";
import { LabelLayer } from "./label-layer";
import { type MapStyle, type MapTheme, readMapStyle } from "./map-style";
import { overlaps, viewOf } from "./mercator";
import { type Shape, type TownGeometry, townGeometry } from "./town-geometry";
import { paintTown } from "./town-painter";
import { loadWorld, paintGrid, paintWorld } from "./world-outline";

export type BasemapKind = "city" | "outline";
export type BasemapOptions = { kind: BasemapKind; theme: MapTheme; seed?: number };
export type BasemapLayer = L.Layer & { setTheme(theme: MapTheme): void };

/** How far past its own edge a tile looks, pixels: more than half the widest stroke. */
const MARGIN = 72;
/** Closer than this the outline of the world is too coarse to be called a shore. */
const WORLD_UNTIL = 11;
const GRID_UNTIL = 9;

class PaintedTiles extends L.GridLayer {
  private readonly live = new Map<HTMLCanvasElement, L.Coords>();
  private world: readonly Shape[] | null = null;
  private asked = false;
  private style: MapStyle | null = null;

  constructor(
    private readonly town: TownGeometry | null,
    private theme: MapTheme,
  ) {
    super({ className: "basemap-tiles", updateWhenZooming: false, keepBuffer: 3, minZoom: 1, maxZoom: 20 });
    this.on("tileunload", (event: L.TileEvent) => {
      if (event.tile instanceof HTMLCanvasElement) this.live.delete(event.tile);
    });
  }

  override onAdd(map: L.Map): this {
    this.style = readMapStyle(map.getContainer(), this.theme);
    super.onAdd(map);
    return this;
  }

  setTheme(theme: MapTheme): void {
    this.theme = theme;
    // The layer keeps its map in a field of Leaflet's own; before it is added there is nothing to repaint.
    if (!this._map) return;
    this.style = readMapStyle(this._map.getContainer(), theme);
    this.repaint();
  }

  protected override createTile(coords: L.Coords): HTMLElement {
    const tile = document.createElement("canvas");
    const size = this.getTileSize();
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    tile.width = Math.round(size.x * ratio);
    tile.height = Math.round(size.y * ratio);
    this.live.set(tile, coords);
    this.paint(tile, coords);
    return tile;
  }

  private repaint(): void {
    for (const [tile, coords] of this.live) this.paint(tile, coords);
  }

  private paint(tile: HTMLCanvasElement, coords: L.Coords): void {
    const ctx = tile.getContext("2d");
    if (!ctx || !this.style) return;
    const { x: width, y: height } = this.getTileSize();
    const zoom = coords.z;
    const view = viewOf(zoom, coords.x * width, coords.y * height, width, height, MARGIN);
    ctx.setTransform(tile.width / width, 0, 0, tile.height / height, 0, 0);
    ctx.fillStyle = this.style.water;
    ctx.fillRect(0, 0, width, height);
    const nearTown = this.town !== null && overlaps(this.town.bounds, view.box);
    const wide = zoom <= WORLD_UNTIL || !nearTown;
    if (wide) this.paintWide(ctx, view);
    if (this.town && nearTown) paintTown(ctx, this.town, view, this.style, zoom);
    if (!nearTown || zoom <= GRID_UNTIL) paintGrid(ctx, view, this.style, width, height);
  }

  private paintWide(ctx: CanvasRenderingContext2D, view: ReturnType<typeof viewOf>): void {
    if (this.world && this.style) paintWorld(ctx, this.world, view, this.style);
    if (this.world || this.asked) return;
    this.asked = true;
    loadWorld().then(
      (world) => {
        this.world = world;
        this.repaint();
      },
      // Without the outline (a chunk lost between two deployments) sea and grid remain; the next tile asks again.
      () => {
        this.asked = false;
      },
    );
  }
}

class Basemap extends L.LayerGroup {
  private readonly tiles: PaintedTiles;
  private readonly labels: LabelLayer | null;

  constructor(options: BasemapOptions) {
    const town = options.kind === "city" ? townGeometry(options.seed) : null;
    const tiles = new PaintedTiles(town, options.theme);
    const labels = town ? new LabelLayer(town, options.theme) : null;
    super(labels ? [tiles, labels] : [tiles]);
    this.tiles = tiles;
    this.labels = labels;
  }

  setTheme(theme: MapTheme): void {
    this.tiles.setTheme(theme);
    this.labels?.setTheme(theme);
  }
}

/**
 * The built-in map as one Leaflet layer: `city` draws the demo town and the world round it, `outline` a quiet grid
 * with the land of the world where there are no tiles. Add it to a map like any layer; `setTheme` repaints in place.
 */
export function createBasemapLayer(options: BasemapOptions): BasemapLayer {
  return new Basemap(options);
}
