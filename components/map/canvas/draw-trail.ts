import type { Spot } from "./view";

export interface TrailSpot extends Spot {
  /** Epoch ms. */
  readonly at: number;
}

/** Nothing heard for this long between two fixes: the line between them is a guess and is drawn as one. */
const GUESS_AFTER_MS = 3 * 60_000;
const BANDS = 6;

/**
 * Where somebody has been, fading with age; guessed stretches are thin and dotted.
 * @param spots oldest first, pixels
 */
export function drawTrail(
  context: CanvasRenderingContext2D,
  color: string,
  spots: readonly TrailSpot[],
  now: number,
  lengthMs: number,
): void {
  context.strokeStyle = color;
  context.lineCap = "round";
  context.lineJoin = "round";
  let i = 1;
  while (i < spots.length) {
    const band = bandOf(spots[i], now, lengthMs);
    const guess = isGuess(spots[i - 1], spots[i]);
    const start = spots[i - 1];
    if (start === undefined) break;
    context.beginPath();
    context.moveTo(start.x, start.y);
    for (; i < spots.length; i += 1) {
      const spot = spots[i];
      if (spot === undefined || bandOf(spot, now, lengthMs) !== band || isGuess(spots[i - 1], spot) !== guess)
        break;
      context.lineTo(spot.x, spot.y);
    }
    context.globalAlpha = (0.16 + (0.44 * band) / (BANDS - 1)) * (guess ? 0.8 : 1);
    context.lineWidth = guess ? 2 : 4;
    context.setLineDash(guess ? [1, 6] : []);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The way still to go: round dots from the van to the site. */
export function drawRoute(
  context: CanvasRenderingContext2D,
  color: string,
  from: Spot,
  to: Spot,
  strong: boolean,
): void {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.strokeStyle = color;
  context.lineCap = "round";
  context.lineWidth = strong ? 3.5 : 2;
  context.globalAlpha = strong ? 1 : 0.38;
  context.setLineDash([0.1, strong ? 8 : 6]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function bandOf(spot: TrailSpot | undefined, now: number, lengthMs: number): number {
  const fresh = 1 - (now - (spot?.at ?? 0)) / lengthMs;
  return Math.max(0, Math.min(BANDS - 1, Math.floor(fresh * BANDS)));
}

const isGuess = (a: TrailSpot | undefined, b: TrailSpot | undefined) =>
  (b?.at ?? 0) - (a?.at ?? 0) > GUESS_AFTER_MS;
