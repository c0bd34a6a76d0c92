import { terminalStatuses } from "@/lib/jobs/transitions";
import type { JobWire } from "@/lib/realtime/protocol";
import { CanvasLayer } from "./canvas/canvas-layer";
import { drawFence } from "./canvas/draw-fence";
import { drawDonePin, drawDot, drawPin, type PinTone, pinHead } from "./canvas/draw-pin";
import { Sprites } from "./canvas/sprites";
import { inSight, type MapView, toPixel, worldSpot, zoomOf } from "./canvas/view";
import type { MapScene } from "./map-scene";

/** UX: fences are drawn from this zoom on. */
export const FENCES_FROM_ZOOM = 13;
/** Done jobs are for those who look closely. */
const DONE_FROM_ZOOM = 13;
/** Further out jobs are dots, because a number would be larger than the quarter it stands in … */
const PINS_FROM_ZOOM = 13;
/** … and further still nothing. */
const DOTS_FROM_ZOOM = 10;
const MARGIN_PX = 60;
/** With more open jobs in sight than this the numbers would hide each other and the town. */
const NUMBERED = 150;

interface Drawn {
  readonly job: JobWire;
  readonly x: number;
  readonly y: number;
  readonly done: boolean;
}

/** Job pins and their fences; redrawn when a job, the selection or the view changes, never for a fix. */
export class JobLayer extends CanvasLayer {
  readonly #scene: MapScene;
  readonly #sprites = new Sprites();
  #shown: readonly Drawn[] = [];
  #selected: Drawn | null = null;
  #numbered = true;
  /** Element that stays on the selected job, for keyboard and screen reader. */
  anchor: HTMLElement | null = null;

  constructor(scene: MapScene) {
    super("jobs", 610);
    this.#scene = scene;
  }

  repaint(): void {
    this.#sprites.clear();
    this.drawSoon();
  }

  jobAt(x: number, y: number): string | null {
    const hit = this.#shown.findLast((one) => {
      const small = one.done || !this.#numbered;
      const head = small ? { x: one.x, y: one.y, reach: 8 } : pinHead(one.x, one.y);
      return Math.hypot(head.x - x, head.y - y) <= head.reach;
    });
    return hit?.job.id ?? null;
  }

  /** Heads of the numbered pins as last drawn, for labels to keep clear of. */
  pinHeads(): { x: number; y: number; reach: number }[] {
    if (!this.#numbered) return [];
    return this.#shown.filter(({ done }) => !done).map(({ x, y }) => pinHead(x, y));
  }

  protected paint(context: CanvasRenderingContext2D, view: MapView): null {
    const { palette, store, selectedJobId, evidence } = this.#scene;
    const zoom = zoomOf(view);
    const visible: Drawn[] = [];
    for (const job of store.world().jobs.values()) {
      const selected = job.id === selectedJobId;
      const done = terminalStatuses.includes(job.status);
      if (!selected && (job.status === "cancelled" || zoom < (done ? DONE_FROM_ZOOM : DOTS_FROM_ZOOM)))
        continue;
      const { x, y } = toPixel(view, worldSpot({ lat: job.latitude, lng: job.longitude }));
      if (inSight(view, { x, y }, MARGIN_PX)) visible.push({ job, x, y, done });
    }
    this.#numbered = zoom >= PINS_FROM_ZOOM && visible.filter(({ done }) => !done).length <= NUMBERED;
    visible.sort((a, b) => this.#depth(a) - this.#depth(b) || a.y - b.y);
    this.#shown = visible;

    if (zoom >= FENCES_FROM_ZOOM) {
      for (const { job, done } of visible) {
        const selected = job.id === selectedJobId;
        // The evidence draws the fence it is about.
        if ((done && !selected) || evidence?.job?.id === job.id) continue;
        const tone = this.#toneOf(job);
        const active = job.on_site || job.status === "running";
        const strength = selected ? 1.25 : tone === "silent" ? 0.5 : 1;
        drawFence(context, view, job, {
          color: palette.state[tone],
          active,
          strength: Math.min(1.1, strength),
        });
      }
    }
    this.#selected = visible.find(({ job }) => job.id === selectedJobId) ?? null;
    for (const one of visible) if (one !== this.#selected) this.#paintPin(context, one);
    this.#placeAnchor(this.#selected);
    return null;
  }

  /** The selected pin goes over the technicians, so their layer paints it. */
  paintSelected(context: CanvasRenderingContext2D, view: MapView): void {
    if (this.#selected === null) return;
    const { job, done } = this.#selected;
    const { x, y } = toPixel(view, worldSpot({ lat: job.latitude, lng: job.longitude }));
    this.#paintPin(context, { job, x, y, done });
  }

  #paintPin(context: CanvasRenderingContext2D, { job, x, y, done }: Drawn): void {
    const { palette, selectedJobId, hovered } = this.#scene;
    const selected = job.id === selectedJobId;
    if (done && !selected) {
      drawDonePin(context, palette, this.#sprites, { x, y, failed: job.status === "failed" });
      return;
    }
    const hoveredHere = hovered?.kind === "job" && hovered.id === job.id;
    if (!this.#numbered && !selected && !hoveredHere) {
      drawDot(context, palette, this.#sprites, { x, y, tone: this.#toneOf(job) });
      return;
    }
    drawPin(context, palette, this.#sprites, {
      x: Math.round(x),
      y: Math.round(y),
      number: job.number,
      tone: this.#toneOf(job),
      open: job.status === "pending" || job.status === "on_hold",
      emphasised: selected || hoveredHere,
    });
  }

  #toneOf(job: JobWire): PinTone {
    if (job.on_site || job.status === "running") return "on-job";
    if (this.#scene.board.urgency(job.id) !== "none") return "at-risk";
    return job.status === "en_route" ? "en-route" : "silent";
  }

  #depth({ job, done }: Drawn): number {
    if (job.id === this.#scene.selectedJobId) return 3;
    if (done) return 0;
    return this.#toneOf(job) === "silent" ? 1 : 2;
  }

  #placeAnchor(selected: Drawn | null): void {
    if (this.anchor === null) return;
    this.anchor.hidden = selected === null;
    if (selected === null) return;
    const head = pinHead(selected.x, selected.y);
    this.anchor.style.transform = `translate(${head.x}px, ${selected.done ? selected.y : head.y}px)`;
  }
}
