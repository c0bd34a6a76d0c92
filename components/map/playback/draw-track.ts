import { isSilence } from "@/lib/tracking/playback/track";
import type { Palette } from "../canvas/palette";
import type { Spot } from "../canvas/view";

export interface TrackPixel extends Spot {
  /** Epoch ms. */
  readonly at: number;
}

/**
 * A way that was driven: strong up to the moment shown, pale after it. Over a silence nobody knows the way, so it is
 * broken: dotted, thin and grey.
 * @param spots in time order, pixels
 * @param now where the marker is, and when
 */
export function drawTrack(
  context: CanvasRenderingContext2D,
  palette: Palette,
  spots: readonly TrackPixel[],
  now: TrackPixel,
): void {
  const past = spots.filter(({ at }) => at <= now.at);
  const future = spots.slice(past.length);
  const last = past.at(-1);
  const next = future[0];
  const isHeard = last !== undefined && next !== undefined && !isSilence(last, next);
  context.lineCap = "round";
  context.lineJoin = "round";
  line(context, palette, isHeard ? [now, ...future] : future, 0.5);
  line(context, palette, isHeard ? [...past, now] : past, 1);
  if (last !== undefined && next !== undefined && !isHeard) gap(context, palette, last, next);
  context.globalAlpha = 1;
}

function line(
  context: CanvasRenderingContext2D,
  palette: Palette,
  spots: readonly TrackPixel[],
  strength: number,
): void {
  // A casing of the ground's colour keeps the line apart from streets of any colour.
  for (const [color, width, alpha] of [
    [palette.halo, 7, 0.85],
    [palette.state["en-route"], 4, strength],
  ] as const) {
    context.beginPath();
    for (const [index, spot] of spots.entries()) {
      const before = spots[index - 1];
      if (before === undefined || isSilence(before, spot)) context.moveTo(spot.x, spot.y);
      else context.lineTo(spot.x, spot.y);
    }
    context.strokeStyle = color;
    context.lineWidth = width;
    context.globalAlpha = alpha;
    context.stroke();
  }
  for (const [index, spot] of spots.entries()) {
    const before = spots[index - 1];
    if (before !== undefined && isSilence(before, spot)) gap(context, palette, before, spot);
  }
}

function gap(context: CanvasRenderingContext2D, palette: Palette, from: Spot, to: Spot): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.strokeStyle = palette.state.silent;
  context.lineWidth = 2;
  context.globalAlpha = 0.8;
  context.setLineDash([1, 6]);
  context.stroke();
  context.setLineDash([]);
}
