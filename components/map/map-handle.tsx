"use client";

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react";
import type { BoundingBox } from "@/lib/geo/bounding-box";
import type { LatLng } from "@/lib/geo/types";
import type { ExplanationWire, JobWire } from "@/lib/realtime/protocol";
import type { AreaPicture } from "./area/area-layer";
import type { DrawingShape } from "./area/corners";
import type { Evidence } from "./canvas/draw-evidence";
import type { PlaybackPicture } from "./playback/playback-layer";

/** What the rest of the page may ask of the map. Nothing else moves it. */
export interface MapHandle {
  flyToTechnician(id: string): void;
  flyToJob(id: string): void;
  showPoint(point: LatLng): void;
  /** Everybody and every open job. */
  fitAll(): void;
  /** Draws the fixes behind a decision and brings them into view. */
  showEvidence(explanation: ExplanationWire, job: JobWire | null): void;
  clearEvidence(): void;
  /** The part of the map that no panel covers; null while there is no map. */
  visibleBox(): BoundingBox | null;
  /** Lets the person draw an area; `onEnd` gets its corners, or null when he gave up. Answers how to stop. */
  drawArea(shape: DrawingShape, onEnd: (ring: readonly LatLng[] | null) => void): () => void;
  /** Shows a searched area and the way somebody took through it; null: nothing. */
  showArea(picture: AreaPicture | null): void;
  /** Shows a way of the past above the live map, which steps back for it; null: nothing. */
  showPlayback(picture: PlaybackPicture | null): void;
  /** Brings places into view. */
  fit(points: readonly LatLng[]): void;
}

/** The map's side of the handle. */
export type MapOrders = Omit<MapHandle, "showEvidence" | "clearEvidence"> & {
  evidenceChanged(evidence: Evidence | null): void;
};

/** Keeps what was asked before the map was there, and the evidence that is shown. */
export class MapDesk implements MapHandle {
  #map: MapOrders | null = null;
  #waiting: ((map: MapOrders) => void)[] = [];
  #evidence: Evidence | null = null;
  readonly #listeners = new Set<() => void>();

  flyToTechnician(id: string): void {
    this.#order((map) => map.flyToTechnician(id));
  }

  flyToJob(id: string): void {
    this.#order((map) => map.flyToJob(id));
  }

  showPoint(point: LatLng): void {
    this.#order((map) => map.showPoint(point));
  }

  fitAll(): void {
    this.#order((map) => map.fitAll());
  }

  showEvidence(explanation: ExplanationWire, job: JobWire | null): void {
    this.#setEvidence({ explanation, job });
  }

  clearEvidence(): void {
    if (this.#evidence !== null) this.#setEvidence(null);
  }

  visibleBox(): BoundingBox | null {
    return this.#map?.visibleBox() ?? null;
  }

  drawArea(shape: DrawingShape, onEnd: (ring: readonly LatLng[] | null) => void): () => void {
    return this.#map?.drawArea(shape, onEnd) ?? (() => {});
  }

  showArea(picture: AreaPicture | null): void {
    this.#order((map) => map.showArea(picture));
  }

  showPlayback(picture: PlaybackPicture | null): void {
    this.#order((map) => map.showPlayback(picture));
  }

  fit(points: readonly LatLng[]): void {
    this.#order((map) => map.fit(points));
  }

  readonly evidence = (): Evidence | null => this.#evidence;

  readonly onEvidence = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The map is there; returns how to say that it is gone. */
  attach(map: MapOrders): () => void {
    this.#map = map;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const order of waiting) order(map);
    return () => {
      this.#map = null;
    };
  }

  #order(order: (map: MapOrders) => void): void {
    if (this.#map !== null) order(this.#map);
    else this.#waiting.push(order);
  }

  #setEvidence(evidence: Evidence | null): void {
    this.#evidence = evidence;
    for (const listener of [...this.#listeners]) listener();
    this.#order((map) => map.evidenceChanged(evidence));
  }
}

const MapContext = createContext<MapDesk | null>(null);

/** Lets everything below it, the map included, talk to each other. */
export function MapHandleProvider({ children }: { children: ReactNode }) {
  const [desk] = useState(() => new MapDesk());
  return <MapContext.Provider value={desk}>{children}</MapContext.Provider>;
}

export function useMapDesk(): MapDesk {
  const desk = useContext(MapContext);
  if (desk === null) throw new Error("useMapHandle needs a MapHandleProvider above it.");
  return desk;
}

export const useMapHandle = (): MapHandle => useMapDesk();

/** Whether the fixes behind a decision (any, when none is named) are on the map just now. */
export function useEvidenceShown(explanation?: ExplanationWire): boolean {
  const desk = useMapDesk();
  const read = () => {
    const shown = desk.evidence();
    return shown !== null && (explanation === undefined || shown.explanation === explanation);
  };
  return useSyncExternalStore(desk.onEvidence, read, () => false);
}
