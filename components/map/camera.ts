import type * as L from "leaflet";
import type { BoundingBox } from "@/lib/geo/bounding-box";
import type { LatLng } from "@/lib/geo/types";
import { fitAir } from "./fit-air";

/** Pixels at each edge that floating panels cover. */
export interface MapPadding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const noPadding: MapPadding = { top: 0, right: 0, bottom: 0, left: 0 };

/** Close enough to see which side of the street. */
const CLOSE_ZOOM = 15;
/** Somebody shown at less than this is only a dot in a town. */
const LOOKED_AT_FROM_ZOOM = 13;
const FIT_MAX_ZOOM = 16;
/** One phone on another continent must not hide everybody else. */
const OUTLIER_DEGREES = 0.7;

/** Moves the map for the user, always into the part that no panel covers. */
export class Camera {
  readonly #map: L.Map;
  padding: MapPadding = noPadding;
  reducedMotion = false;

  constructor(map: L.Map) {
    this.#map = map;
  }

  flyTo(point: LatLng): void {
    const zoom = Math.max(this.#map.getZoom(), CLOSE_ZOOM);
    this.#go(this.#centerFor(point, zoom), zoom);
  }

  /** Goes there only when one would otherwise have to look for it. */
  reveal(point: LatLng): void {
    if (this.#map.getZoom() < LOOKED_AT_FROM_ZOOM) {
      this.flyTo(point);
      return;
    }
    const { x, y } = this.#map.latLngToContainerPoint([point.lat, point.lng]);
    const size = this.#map.getSize();
    const { top, right, bottom, left } = this.padding;
    const air = this.#air();
    const comfortable =
      x >= left + air.x && y >= top + air.y && x <= size.x - right - air.x && y <= size.y - bottom - air.y;
    if (!comfortable) this.#go(this.#centerFor(point, this.#map.getZoom()), this.#map.getZoom());
  }

  /** Shows all of the points. @param animate false for the first view, which nobody should see arriving */
  fit(points: readonly LatLng[], animate = true, maxZoom = FIT_MAX_ZOOM): void {
    const near = withoutOutliers(points);
    if (near.length === 0) return;
    const { top, right, bottom, left } = this.padding;
    const air = this.#air();
    this.#map.fitBounds(
      near.map(({ lat, lng }) => [lat, lng] as [number, number]),
      {
        paddingTopLeft: [left + air.x, top + air.y],
        paddingBottomRight: [right + air.x, bottom + air.y],
        maxZoom,
        animate: animate && !this.reducedMotion,
      },
    );
  }

  /** The part of the world that no panel covers. */
  visible(): BoundingBox {
    const size = this.#map.getSize();
    const { top, right, bottom, left } = this.padding;
    const northWest = this.#map.containerPointToLatLng([left, top]);
    const southEast = this.#map.containerPointToLatLng([size.x - right, size.y - bottom]);
    // Far out the map repeats the world.
    const [west, east] = [Math.max(-180, northWest.lng), Math.min(180, southEast.lng)];
    return { south: southEast.lat, west, north: northWest.lat, east };
  }

  #air(): { x: number; y: number } {
    const size = this.#map.getSize();
    const { top, right, bottom, left } = this.padding;
    return { x: fitAir(size.x - left - right), y: fitAir(size.y - top - bottom) };
  }

  #go(center: L.LatLng, zoom: number): void {
    const map = this.#map;
    const animate = !this.reducedMotion;
    // A short way is panned, a long one flown: gliding across a town at street level shows nothing but streets.
    const pixels = map.project(center, zoom).distanceTo(map.project(map.getCenter(), zoom));
    const far = zoom !== map.getZoom() || pixels > 2 * map.getSize().x;
    if (animate && far) map.flyTo(center, zoom, { duration: 0.6 });
    else map.setView(center, zoom, { animate, duration: 0.2 });
  }

  #centerFor(point: LatLng, zoom: number): L.LatLng {
    const { top, right, bottom, left } = this.padding;
    const shift: [number, number] = [(right - left) / 2, (bottom - top) / 2];
    return this.#map.unproject(this.#map.project([point.lat, point.lng], zoom).add(shift), zoom);
  }
}

function withoutOutliers(points: readonly LatLng[]): readonly LatLng[] {
  const middle = { lat: median(points.map((at) => at.lat)), lng: median(points.map((at) => at.lng)) };
  return points.filter(
    (at) => Math.max(Math.abs(at.lat - middle.lat), Math.abs(at.lng - middle.lng)) <= OUTLIER_DEGREES,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
