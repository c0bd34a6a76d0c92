import type { LiveStore } from "@/hooks/live/live-store";
import type { RosterBoard } from "@/hooks/live/roster-board";
import type { TechnicianView } from "@/lib/dispatch/roster";
import type { LivePosition } from "@/lib/realtime/live-position";
import type { EvidenceWire } from "@/lib/realtime/protocol";
import type { AreaPicture } from "./area/area-layer";
import type { Evidence } from "./canvas/draw-evidence";
import type { TrailSpot } from "./canvas/draw-trail";
import type { Palette } from "./canvas/palette";
import type { PlaybackPicture } from "./playback/playback-layer";

/** Texts that the canvas writes, in the reader's language. */
export interface MapWords {
  /** "Late 12 min", "Late 12 min for #1042"; for whoever is late. */
  late(view: TechnicianView): string;
  /** "17 min old". */
  old(ageMs: number): string;
  /** "Kemi O. · 4 min". */
  selected(view: TechnicianView, position: LivePosition, now: number): string;
  hovered(view: TechnicianView, position: LivePosition, now: number): string;
  evidence(evidence: EvidenceWire, number: number): string;
}

/** What can be pointed at. */
export type Thing = { readonly kind: "technician" | "job"; readonly id: string };

/** Who was where, for the line behind the selected technician; spots are world coordinates. */
export interface Trail {
  readonly technicianId: string;
  readonly spots: readonly TrailSpot[];
}

/**
 * Everything the canvases draw that is not in the live store: selection, what the pointer is on, overlays, colours
 * and words. React writes it, the layers read it when they paint.
 */
export class MapScene {
  readonly store: LiveStore;
  readonly board: RosterBoard;
  palette: Palette;
  words: MapWords;
  selectedTechnicianId: string | null = null;
  selectedJobId: string | null = null;
  hovered: Thing | null = null;
  trail: Trail | null = null;
  evidence: Evidence | null = null;
  area: AreaPicture | null = null;
  playback: PlaybackPicture | null = null;
  /** Clicks make corners of an area just now and select nothing. */
  isDrawing = false;
  reducedMotion = false;
  readonly #listeners = new Set<() => void>();

  constructor(store: LiveStore, board: RosterBoard, palette: Palette, words: MapWords) {
    this.store = store;
    this.board = board;
    this.palette = palette;
    this.words = words;
  }

  change(change: Partial<Omit<MapScene, "store" | "board" | "change" | "onChange">>): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
