import { initials } from "@/lib/dispatch/names";
import type { StateColor, TechnicianView } from "@/lib/dispatch/roster";
import { CanvasLayer } from "./canvas/canvas-layer";
import { type Crowd, gather } from "./canvas/crowd";
import { crowdRadius, drawCrowd } from "./canvas/draw-crowd";
import { drawEvidence } from "./canvas/draw-evidence";
import { drawLabels, wish } from "./canvas/draw-label";
import { drawMarker, markerReach } from "./canvas/draw-marker";
import { drawRoute, drawTrail } from "./canvas/draw-trail";
import { type LabelWish, placeLabels } from "./canvas/label-slots";
import { Sprites } from "./canvas/sprites";
import { inSight, type MapView, pixelsPerMeter, toPixel, worldSpot, zoomOf } from "./canvas/view";
import { paintClusterCounts } from "./cluster-counts";
import type { JobLayer } from "./job-layer";
import type { MapScene } from "./map-scene";
import { type MovingMarker, MovingMarkers } from "./moving-markers";

/** How far back the trail of the selected technician goes, ms. */
export const TRAIL_MS = 60 * 60_000;
/** Positions that came in together are drawn together. */
const TICK_MS = 100;
/** A marker is redrawn when it has moved by this much; less cannot be seen. */
const VISIBLE_STEP_PX = 0.4;
/** A marker that moves faster than a walk shows where it is headed; below that phones guess. */
const HEADING_FROM_MPS = 1;
/** From this zoom on it is worth seeing who drives where. */
const ROUTES_FROM_ZOOM = 13;
/** More lines than this are a net over the town; then only the selected one is drawn. */
const ROUTES_AT_MOST = 24;
/** What painting one marker costs beyond our own time, on a machine without a graphics card, ms of waiting. */
const REST_PER_MARKER_MS = 0.35;
const MARGIN_PX = 40;

interface Drawn {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly moving: MovingMarker;
  readonly view: TechnicianView;
  readonly reach: number;
}

/** All technicians on one canvas, with what belongs to the selected one: accuracy, trail, way to go, evidence. */
export class TechnicianLayer extends CanvasLayer {
  readonly #scene: MapScene;
  readonly #jobs: Pick<JobLayer, "paintSelected" | "pinHeads">;
  readonly #markers: MovingMarkers;
  readonly #sprites = new Sprites();
  #shown: readonly Drawn[] = [];
  #crowds: readonly Crowd<Drawn>[] = [];
  /** Element that stays on the selected technician, for keyboard and screen reader. */
  anchor: HTMLElement | null = null;

  /** @param jobs the selected pin lies over all technicians, and labels keep clear of the others */
  constructor(scene: MapScene, jobs: Pick<JobLayer, "paintSelected" | "pinHeads">) {
    super("technicians", 620);
    this.#scene = scene;
    this.#jobs = jobs;
    this.#markers = new MovingMarkers(scene.store);
  }

  /** New positions are in the store. */
  tick(): void {
    this.drawWithin(TICK_MS);
  }

  repaint(): void {
    this.#sprites.clear();
    this.drawSoon();
  }

  /** Whoever is drawn under a pixel, the topmost first. */
  technicianAt(x: number, y: number): string | null {
    const hit = this.#shown.findLast((one) => Math.hypot(one.x - x, one.y - y) <= one.reach + 3);
    return hit?.id ?? null;
  }

  /** The places of those folded under a pixel. */
  crowdAt(x: number, y: number): readonly { lat: number; lng: number }[] | null {
    const hit = this.#crowds.find(
      (crowd) => Math.hypot(crowd.x - x, crowd.y - y) <= crowdRadius(crowd.members.length) + 3,
    );
    return hit?.members.map((member) => member.moving.position.point) ?? null;
  }

  protected paint(context: CanvasRenderingContext2D, view: MapView, now: number): number | null {
    const scene = this.#scene;
    this.#markers.follow(now, scene.reducedMotion);
    const { single, crowds } = this.#arrange(view, now);
    this.#shown = single;
    this.#crowds = crowds;
    const selected = single.find((one) => one.id === scene.selectedTechnicianId) ?? null;

    const isNow = scene.evidence === null && scene.playback === null;
    if (selected !== null && isNow) this.#paintTrail(context, view, selected, now);
    this.#paintRoutes(context, view, single);
    if (scene.evidence !== null) {
      drawEvidence(context, view, scene.palette, scene.evidence, scene.words.evidence, single);
    }
    if (selected !== null) this.#paintAccuracy(context, view, selected);
    for (const crowd of crowds) {
      drawCrowd(context, scene.palette, this.#sprites, { x: crowd.x, y: crowd.y, ...tally(crowd) });
    }
    for (const one of single) this.#paintMarker(context, one, now);
    this.#jobs.paintSelected(context, view);
    paintClusterCounts(context, view, scene, this.#sprites);
    this.#paintLabels(context, single, crowds);
    this.#placeAnchor(selected);
    return this.#nextStep(view, single, now);
  }

  #arrange(view: MapView, now: number): { single: Drawn[]; crowds: Crowd<Drawn>[] } {
    const { board, selectedTechnicianId, playback } = this.#scene;
    const visible: Drawn[] = [];
    for (const [id, moving] of this.#markers.all()) {
      const seen = board.view(id);
      const selected = id === selectedTechnicianId;
      if (seen === null || !(selected || isAtWork(seen))) continue;
      // Where he was is being shown: a second marker with his name would say that he is there now.
      if (selected && playback !== null) continue;
      const { x, y } = toPixel(view, moving.spot(now));
      if (!inSight(view, { x, y }, MARGIN_PX)) continue;
      visible.push({ id, x, y, moving, view: seen, reach: markerReach(seen.marker, selected) });
    }
    const arranged = gather(visible, view, (one) => one.id === selectedTechnicianId);
    arranged.single.sort((a, b) => this.#depth(a) - this.#depth(b) || a.y - b.y);
    return arranged;
  }

  /** Who lies on top: the selected, then whoever the pointer is on, then the late. */
  #depth({ id, view }: Drawn): number {
    if (id === this.#scene.selectedTechnicianId) return 3;
    if (this.#isHovered(id)) return 2;
    return view.attention.late ? 1 : 0;
  }

  #isHovered(id: string): boolean {
    const { hovered } = this.#scene;
    return hovered?.kind === "technician" && hovered.id === id;
  }

  #paintMarker(context: CanvasRenderingContext2D, { id, x, y, moving, view }: Drawn, now: number): void {
    const { position } = moving;
    const travels = (position.speedMps ?? 0) >= HEADING_FROM_MPS && !view.attention.silent;
    const ratio = context.getTransform().a;
    // A marker at rest sits on whole pixels and is sharp; one that moves would tremble if it did.
    const snap = (value: number) => (moving.moves(now) ? value : Math.round(value * ratio) / ratio);
    drawMarker(context, this.#scene.palette, this.#sprites, {
      x: snap(x),
      y: snap(y),
      look: view.marker,
      initials: initials(view.technician.full_name),
      headingDegrees: travels ? position.headingDegrees : null,
      selected: id === this.#scene.selectedTechnicianId,
      hovered: this.#isHovered(id),
    });
  }

  #paintLabels(
    context: CanvasRenderingContext2D,
    single: readonly Drawn[],
    crowds: readonly Crowd<Drawn>[],
  ): void {
    const { palette, store } = this.#scene;
    const now = store.now();
    const wishes: LabelWish[] = [];
    for (const one of single.toReversed()) {
      const label = this.#labelOf(one, now);
      if (label !== null) wishes.push(wish(context, palette, { ...label, at: one, reach: one.reach }));
    }
    const inTheWay = [
      ...single,
      ...crowds.map(({ x, y, members }) => ({ x, y, reach: crowdRadius(members.length) })),
    ];
    drawLabels(context, palette, placeLabels(wishes, inTheWay, this.#jobs.pinHeads()));
  }

  #labelOf({ id, view, moving }: Drawn, now: number): { text: string; forced: boolean } | null {
    const { words, selectedTechnicianId } = this.#scene;
    if (this.#isHovered(id)) return { text: words.hovered(view, moving.position, now), forced: true };
    if (id === selectedTechnicianId)
      return { text: words.selected(view, moving.position, now), forced: true };
    if (view.attention.late) return { text: words.late(view), forced: false };
    if (view.attention.silent) return { text: words.old(now - moving.position.recordedAt), forced: false };
    return null;
  }

  #paintAccuracy(context: CanvasRenderingContext2D, view: MapView, { x, y, moving }: Drawn): void {
    const { point, accuracyMeters } = moving.position;
    const radius = (accuracyMeters ?? 0) * pixelsPerMeter(view, point.lat);
    if (radius < 6) return;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = this.#scene.palette.accent;
    context.globalAlpha = 0.14;
    context.fill();
    context.globalAlpha = 0.5;
    context.lineWidth = 1;
    context.strokeStyle = this.#scene.palette.accent;
    context.stroke();
    context.globalAlpha = 1;
  }

  #paintTrail(context: CanvasRenderingContext2D, view: MapView, selected: Drawn, now: number): void {
    const { trail, palette, store } = this.#scene;
    if (trail === null || trail.technicianId !== selected.id) return;
    const serverNow = store.now();
    const spots = trail.spots
      // While the marker is on its way to the newest fix the line must not run ahead of it.
      .filter(
        ({ at }) =>
          serverNow - at < TRAIL_MS &&
          (!selected.moving.moves(now) || at < selected.moving.position.recordedAt),
      )
      .map((spot) => ({ ...toPixel(view, spot), at: spot.at }));
    const head = { x: selected.x, y: selected.y, at: selected.moving.position.recordedAt };
    drawTrail(context, palette.state["en-route"], [...spots, head], serverNow, TRAIL_MS);
  }

  #paintRoutes(context: CanvasRenderingContext2D, view: MapView, shown: readonly Drawn[]): void {
    const { store, palette, selectedTechnicianId, selectedJobId } = this.#scene;
    const travelling = shown.filter((one) => one.view.activity.id === "en_route");
    const all = zoomOf(view) >= ROUTES_FROM_ZOOM && travelling.length <= ROUTES_AT_MOST;
    for (const one of travelling) {
      const job = store.world().jobs.get(one.view.currentJobId ?? "");
      if (job === undefined) continue;
      const strong = one.id === selectedTechnicianId || job.id === selectedJobId || this.#isHovered(one.id);
      if (!strong && !all) continue;
      const to = toPixel(view, worldSpot({ lat: job.latitude, lng: job.longitude }));
      drawRoute(context, palette.state["en-route"], one, to, strong);
    }
  }

  #placeAnchor(selected: Drawn | null): void {
    if (this.anchor === null) return;
    this.anchor.hidden = selected === null;
    if (selected !== null) this.anchor.style.transform = `translate(${selected.x}px, ${selected.y}px)`;
  }

  /** When the fastest marker in sight will have moved enough to be seen. */
  #nextStep(view: MapView, shown: readonly Drawn[], now: number): number | null {
    let fastest = 0;
    for (const { moving } of shown) fastest = Math.max(fastest, moving.pace(now));
    if (fastest === 0) return null;
    return Math.max(shown.length * REST_PER_MARKER_MS, VISIBLE_STEP_PX / (fastest * view.scale));
  }
}

/** People who are off have a right not to be looked at. */
function isAtWork({ technician }: TechnicianView): boolean {
  if (technician.status === "off_duty") return false;
  return technician.status !== "offline" || technician.shift_started_at !== null;
}

function tally(crowd: Crowd<Drawn>): { counts: Partial<Record<StateColor, number>>; late: boolean } {
  const counts: Partial<Record<StateColor, number>> = {};
  let late = false;
  for (const { view } of crowd.members) {
    counts[view.marker.color] = (counts[view.marker.color] ?? 0) + 1;
    late ||= view.attention.late;
  }
  return { counts, late };
}
