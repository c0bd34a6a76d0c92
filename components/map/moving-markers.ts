import type { LiveStore } from "@/hooks/live/live-store";
import { distanceMeters } from "@/lib/geo/distance";
import type { LivePosition } from "@/lib/realtime/live-position";
import { type Glide, glideTo, isMoving, paceOf, spotAt, still } from "./canvas/glide";
import { type Spot, worldSpot } from "./canvas/view";

/** One technician's marker between two fixes; times are of `performance.now()`. */
export class MovingMarker {
  position: LivePosition;
  #glide: Glide;

  constructor(position: LivePosition) {
    this.position = position;
    this.#glide = still(worldSpot(position.point));
  }

  take(position: LivePosition, now: number, reducedMotion: boolean): void {
    const to = worldSpot(position.point);
    const sinceLastFixMs = position.recordedAt - this.position.recordedAt;
    const jumpMeters = distanceMeters(this.position.point, position.point);
    this.#glide = reducedMotion ? still(to) : glideTo(this.#glide, to, now, { sinceLastFixMs, jumpMeters });
    this.position = position;
  }

  spot(now: number): Spot {
    return spotAt(this.#glide, now);
  }

  moves(now: number): boolean {
    return isMoving(this.#glide, now);
  }

  pace(now: number): number {
    return paceOf(this.#glide, now);
  }
}

/** The markers of everybody the store has a position of. */
export class MovingMarkers {
  readonly #store: LiveStore;
  readonly #markers = new Map<string, MovingMarker>();

  constructor(store: LiveStore) {
    this.#store = store;
  }

  all(): ReadonlyMap<string, MovingMarker> {
    return this.#markers;
  }

  /** Sends each marker to its newest fix. */
  follow(now: number, reducedMotion: boolean): void {
    const positions = this.#store.positions();
    for (const [id, position] of positions) {
      const marker = this.#markers.get(id);
      if (marker === undefined) this.#markers.set(id, new MovingMarker(position));
      else if (marker.position !== position) marker.take(position, now, reducedMotion);
    }
    if (this.#markers.size <= positions.size) return;
    for (const id of this.#markers.keys()) if (!positions.has(id)) this.#markers.delete(id);
  }
}
