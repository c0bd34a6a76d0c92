import type { LatLng } from "@/lib/geo/types";
import { momentOnTrack } from "@/lib/tracking/playback/moment-on-track";
import type { TrackFix } from "@/lib/tracking/playback/track";
import { CanvasLayer } from "../canvas/canvas-layer";
import { drawLabels, wish } from "../canvas/draw-label";
import { BODY_RADIUS, drawMarker } from "../canvas/draw-marker";
import { placeLabels } from "../canvas/label-slots";
import { Sprites } from "../canvas/sprites";
import { type MapView, type Spot, toPixel, worldSpot } from "../canvas/view";
import type { MapScene } from "../map-scene";
import { drawTrack, type TrackPixel } from "./draw-track";

/** A place worth a mark: the ends of the way, stops, stays at jobs. */
export interface PlaybackMark {
  readonly kind: "start" | "end" | "stop" | "visit";
  readonly point: LatLng;
  readonly label: string;
  /** When he was there, epoch ms. */
  readonly from: number;
  readonly until: number;
}

/** What is played back, and the moment that is shown. */
export interface PlaybackPicture {
  readonly track: readonly TrackFix[];
  readonly marks: readonly PlaybackMark[];
  readonly initials: string;
  /** Epoch ms. */
  at(): number;
  onFrame(listener: () => void): () => void;
}

const MARK_PX = 6;

/** A way of the past above the live map, and where on it somebody was. It draws when the clock of the playback says so. */
export class PlaybackLayer extends CanvasLayer {
  readonly #scene: MapScene;
  readonly #sprites = new Sprites();
  #leave: (() => void) | null = null;
  #world: readonly (Spot & { readonly at: number })[] = [];

  constructor(scene: MapScene) {
    super("playback", 630);
    this.#scene = scene;
  }

  repaint(): void {
    this.#sprites.clear();
    this.drawSoon();
  }

  /** Shows a playback instead of the one before; null: none. */
  show(picture: PlaybackPicture | null): void {
    this.#leave?.();
    this.#leave = picture?.onFrame(() => this.drawSoon()) ?? null;
    this.#world = picture?.track.map(({ at, point }) => ({ ...worldSpot(point), at })) ?? [];
    this.#scene.change({ playback: picture });
    this.drawSoon();
  }

  protected paint(context: CanvasRenderingContext2D, view: MapView): null {
    const { playback, palette, reducedMotion } = this.#scene;
    if (playback === null) return null;
    const at = playback.at();
    const moment = momentOnTrack(playback.track, at);
    if (moment === null) return null;
    const place = toPixel(view, worldSpot(reducedMotion ? moment.lastPoint : moment.point));
    const spots = this.#world.map((spot): TrackPixel => ({ ...toPixel(view, spot), at: spot.at }));
    drawTrack(context, palette, spots, { ...place, at });
    this.#paintMarks(context, view, playback.marks, place);
    const isAtJob = playback.marks.some(
      ({ kind, from, until }) => kind === "visit" && from <= at && at < until,
    );
    drawMarker(context, palette, this.#sprites, {
      ...place,
      look:
        moment.silentSince !== null
          ? { shape: "hollow", color: "silent", ring: null }
          : isAtJob
            ? { shape: "square", color: "on-job", ring: null }
            : { shape: "circle", color: "en-route", ring: null },
      initials: playback.initials,
      headingDegrees: (moment.speedMps ?? 0) >= 1 ? moment.headingDegrees : null,
      selected: true,
      hovered: false,
    });
    return null;
  }

  #paintMarks(
    context: CanvasRenderingContext2D,
    view: MapView,
    marks: readonly PlaybackMark[],
    marker: Spot,
  ): void {
    const { palette } = this.#scene;
    const placed = marks.map((mark) => ({ mark, ...toPixel(view, worldSpot(mark.point)) }));
    for (const { mark, x, y } of placed) {
      context.beginPath();
      if (mark.kind === "visit" || mark.kind === "stop")
        context.roundRect(x - MARK_PX, y - MARK_PX, 2 * MARK_PX, 2 * MARK_PX, 3);
      else context.arc(x, y, MARK_PX - 1, 0, 2 * Math.PI);
      const isFull = mark.kind === "visit" || mark.kind === "end";
      const color =
        palette.state[mark.kind === "visit" ? "on-job" : mark.kind === "stop" ? "silent" : "en-route"];
      context.lineWidth = isFull ? 2 : 2.5;
      context.fillStyle = isFull ? color : palette.surface;
      context.strokeStyle = isFull ? palette.surface : color;
      context.fill();
      context.stroke();
    }
    const wishes = placed.map(({ mark, x, y }) =>
      wish(context, palette, { text: mark.label, at: { x, y }, reach: MARK_PX + 1, forced: false }),
    );
    const inTheWay = [
      ...placed.map(({ x, y }) => ({ x, y, reach: MARK_PX + 1 })),
      { ...marker, reach: BODY_RADIUS + 8 },
    ];
    drawLabels(context, palette, placeLabels(wishes, inTheWay));
  }
}
